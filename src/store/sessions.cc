#include "store/sessions.h"

#include "store/signin_statements.h"

namespace foothold {
namespace {

std::string text_of(cell const& c) {
  auto const* const text = std::get_if<std::string>(&c);
  return text == nullptr ? std::string{} : *text;
}
bool yes(cell const& c) {
  return std::get<std::int64_t>(c) != 0;
}

}  // namespace

void add_session(installation_change& t, new_session const& s) {
  auto const began = cell_of(s.began_at);
  by_statement::change(t, kAddSession,
                       row{format_id(s.id), s.token_hash, s.holder, std::string{word(s.as)}, s.organisation,
                           s.card ? cell{format_id(*s.card)} : cell{}, std::int64_t{s.shared ? 1 : 0}, s.device, began,
                           began, began, cell_of(s.ends_at)});
}

std::optional<session_row> find_session(installation_view& s, std::string const& token_hash) {
  auto const found = by_statement::rows(s, kFindSession, row{token_hash});
  if (found.empty()) {
    return std::nullopt;
  }
  auto const& r = found.front();
  return session_row{.id = parse_id_as<session_id>(text_of(r[0])).value(),
                     .holder = text_of(r[1]),
                     .role = text_of(r[2]),
                     .organisation = text_of(r[3]),
                     .shared = yes(r[4]),
                     .device = text_of(r[5]),
                     .began_at = instant_of(r[6]),
                     .used_at = instant_of(r[7]),
                     .proved_at = instant_of(r[8]),
                     .ends_at = instant_of(r[9]),
                     .locked = yes(r[10]),
                     .staff_role = text_of(r[11]),
                     .staff_active = yes(r[12]),
                     .staff_organisation = text_of(r[13]),
                     .staff_until = parse_date(text_of(r[14])),
                     .vetted = yes(r[15]),
                     .person_known = yes(r[16])};
}

void use_session(installation_change& t, session_id const& id) {
  by_statement::change(t, kUseSession, row{cell_of(t.now()), format_id(id)});
}

void lock_session(installation_change& t, session_id const& id) {
  by_statement::change(t, kLockSession, row{format_id(id)});
}

void unlock_session(installation_change& t, session_id const& id, std::string const& token_hash) {
  by_statement::change(t, kUnlockSession, row{token_hash, cell_of(t.now()), cell_of(t.now()), format_id(id)});
}

bool end_session(installation_change& t, session_id const& id, std::string const& holder) {
  return by_statement::change(t, kEndSession, row{format_id(id), holder}) == 1;
}

std::int64_t end_other_sessions(installation_change& t, std::string const& holder, session_id const& but) {
  return by_statement::change(t, kEndOtherSessions, row{holder, format_id(but)});
}

std::vector<session_line> sessions_of(installation_view& s, std::string const& holder, std::int64_t const limit) {
  auto list = std::vector<session_line>{};
  for (auto const& r : by_statement::rows(s, kSessionsOf, row{holder, limit})) {
    list.push_back({.id = parse_id_as<session_id>(text_of(r[0])).value(),
                    .shared = yes(r[1]),
                    .device = text_of(r[2]),
                    .began_at = instant_of(r[3]),
                    .used_at = instant_of(r[4]),
                    .ends_at = instant_of(r[5])});
  }
  return list;
}

std::int64_t forget_sessions(installation_change& t) {
  return by_statement::change(t, kForgetSessions, row{cell_of(t.now())});
}

}  // namespace foothold
