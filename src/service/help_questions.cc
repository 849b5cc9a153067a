#include "service/help_questions.h"

#include <algorithm>
#include <utility>

#include "access/decide.h"
#include "store/repository.h"

namespace foothold {
namespace {

constexpr std::string_view kAppointment{"appointment:"};
constexpr std::string_view kReferral{"referral:"};

std::optional<asked_service> service_in(appointment_record const& a) {
  if (a.state != appointment_state::kept) {
    return std::nullopt;
  }
  return asked_service{.about = std::string{kAppointment} + format_id(a.id),
                       .at = a.starts_at + std::chrono::minutes{a.minutes},
                       .appointment = a};
}
std::optional<asked_service> service_in(referral_record const& r) {
  if (r.state != referral_state::done || r.outcome == kGivenBack || !r.answered_at) {
    return std::nullopt;
  }
  return asked_service{.about = std::string{kReferral} + format_id(r.id), .at = *r.answered_at, .referral = r};
}

bool is_open(asked_service const& s, case_file const& f, instant const now) {
  return s.at <= now && now < s.at + kAskedFor &&
         std::ranges::none_of(f.help_answers, [&](help_answer_record const& a) { return a.about == s.about; });
}

template <typename Record>
result<void> check_one(snapshot& s, std::string_view const id, std::string const& person, instant const now) {
  auto const which = parse_id_as<decltype(Record::id)>(id);
  auto const found = which ? find<Record>(s, *which) : result<Record>{tl::make_unexpected(no_such_entry())};
  if (!found) {
    return tl::make_unexpected(found.error());
  }
  auto const is = service_in(*found);
  auto const fits = is && format_id(found->person) == person && is->at <= now;
  return fits ? result<void>{} : tl::make_unexpected(no_such_entry());
}

result<void> check_service(snapshot& s, std::string_view const about, std::string const& person, instant const now) {
  if (about.starts_with(kAppointment)) {
    return check_one<appointment_record>(s, about.substr(kAppointment.size()), person, now);
  }
  return about.starts_with(kReferral) ? check_one<referral_record>(s, about.substr(kReferral.size()), person, now)
                                      : result<void>{tl::make_unexpected(no_such_entry())};
}

template <typename Record>
void gather(std::vector<Record> const& rows, std::vector<asked_service>& to) {
  for (auto const& r : rows) {
    if (auto s = service_in(r)) {
      to.push_back(std::move(*s));
    }
  }
}

std::vector<asked_service> services_in(case_file const& f) {
  auto all = std::vector<asked_service>{};
  gather(f.appointments, all);
  gather(f.referrals, all);
  return all;
}

}  // namespace

std::vector<asked_service> open_help_questions(case_file const& f, instant const now) {
  auto all = services_in(f);
  std::erase_if(all, [&](asked_service const& s) { return !is_open(s, f, now); });
  std::ranges::stable_sort(all, [](asked_service const& a, asked_service const& b) { return a.at > b.at; });
  return all;
}

std::optional<asked_service> service_of(case_file const& f, std::string_view const about) {
  for (auto& s : services_in(f)) {
    if (s.about == about) {
      return std::move(s);
    }
  }
  return std::nullopt;
}

result<written_row> answer_help_question(store& cases, caller const& who, std::string const& person,
                                         change_request const& request, help_reply const& reply) {
  auto const id = new_id<decltype(help_answer_record::id)>();
  return write_as(
      cases, asked_by(who, action::add, {.subject = person}), request, [&](transaction& t) -> result<written_row> {
        auto const whose = parse_id_as<person_id>(person);
        auto const own = who.by.as == role::newcomer || who.by.as == role::guardian;
        if (!whose || !own || !t.granted().writes(category::messages)) {
          return tl::make_unexpected(no_such_entry());
        }
        if (auto const there = check_service(t, reply.about, person, t.now()); !there) {
          return tl::make_unexpected(there.error());
        }
        auto a = help_answer_record{
            .id = id, .person = *whose, .about = reply.about, .answer = reply.answer, .answered_at = t.now()};
        a.words = reply.words.empty() ? std::nullopt : std::optional{reply.words};
        return add(t, a).map([&] { return written_row{.id = format_id(a.id), .version = a.version}; });
      });
}

}  // namespace foothold
