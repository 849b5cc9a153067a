#include "store/cards.h"

#include "access/decide.h"
#include "store/sessions.h"
#include "store/signin_statements.h"

namespace foothold {
namespace {

bool may_change(transaction& t, person_id const& person) {
  auto const& g = t.granted();
  return g.sort() == kind::person && g.over() == reach::one && g.subject() == format_id(person) &&
         g.writes(category::contact);
}

void revoke(transaction& t, person_id const& person) {
  by_statement::change(t, kEndSessionsOfCard, row{format_id(person)});
}

std::optional<card_row> as_card(std::vector<row> const& found) {
  if (found.empty()) {
    return std::nullopt;
  }
  auto const& r = found.front();
  return card_row{.id = parse_id_as<card_id>(std::get<std::string>(r[0])).value(),
                  .person = parse_id_as<person_id>(std::get<std::string>(r[1])).value(),
                  .pin_hash = std::get<std::string>(r[2]),
                  .language = std::get<std::string>(r[3]),
                  .wrong = std::get<std::int64_t>(r[4]),
                  .paused_until = instant_of(r[5]),
                  .locked = std::get<std::int64_t>(r[6]) != 0};
}

}  // namespace

result<void> add_card(transaction& t, new_card const& c) {
  if (!may_change(t, c.person)) {
    return tl::make_unexpected(no_such_entry());
  }
  revoke(t, c.person);
  by_statement::change(t, kRevokeCard, row{cell_of(t.now()), format_id(c.person)});
  by_statement::change(
      t, kAddCard,
      row{format_id(c.id), format_id(c.person), c.secret_hash, c.pin_hash, c.language, cell_of(t.now()), c.made_by});
  return {};
}

result<void> revoke_cards(transaction& t, person_id const& person) {
  if (!may_change(t, person)) {
    return tl::make_unexpected(no_such_entry());
  }
  revoke(t, person);
  if (by_statement::change(t, kRevokeCard, row{cell_of(t.now()), format_id(person)}) == 0) {
    return fail(errc::not_found, "this person has no card");
  }
  return {};
}

std::optional<card_row> find_card(installation_view& s, std::string const& secret_hash) {
  return as_card(by_statement::rows(s, kFindCard, row{secret_hash}));
}

std::optional<card_row> card_of_session(installation_view& s, session_id const& id) {
  return as_card(by_statement::rows(s, kCardOfSession, row{format_id(id)}));
}

bool try_card(installation_change& t, card_id const& id) {
  auto const until = cell_of(t.now() + kSignInPause);
  return by_statement::change(t, kTryCard,
                              row{kTriesBeforePause, until, kTriesBeforeLock, format_id(id), cell_of(t.now())}) == 1;
}

bool card_went_well(installation_change& t, card_id const& id) {
  return by_statement::change(t, kCardWentWell, row{format_id(id)}) == 1;
}

}  // namespace foothold
