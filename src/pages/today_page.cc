#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "pages/case_lines.h"
#include "pages/desk_handlers.h"
#include "service/case_file.h"
#include "service/caseload.h"
#include "text/when.h"

namespace foothold::pages {
namespace {

constexpr std::string_view kRenewal{"renew_paper"};
constexpr std::string_view kFollowUp{"follow_up"};
constexpr std::int64_t kWaitsLong{3};  // days

// Tasks that have a section of their own.
bool stands_apart(task_record const& t) {
  return t.kind == kRenewal || t.kind == kFollowUp;
}

class today_builder {
public:
  today_builder(desk_visit const& v, days_work const& work, std::vector<organisation_name> const& organisations)
      : v_{v}, work_{work}, organisations_{organisations} {}

  [[nodiscard]] std::vector<section_view> sections() const {
    auto const today = v_.today();
    auto all = std::vector<section_view>{};
    all.push_back(appointments());
    all.push_back(messages());
    all.push_back(tasks("overdue", [&](task_record const& t) { return t.due_on < today && !stands_apart(t); }));
    all.push_back(tasks("week", [&](task_record const& t) { return t.due_on >= today && !stands_apart(t); }));
    all.push_back(tasks("papers", [&](task_record const& t) { return t.kind == kRenewal; }));
    all.push_back(tasks("follow_ups", [&](task_record const& t) { return t.kind == kFollowUp; }));
    all.push_back(referrals("referrals", true));
    if (auto back = referrals("answers", false); !back.lines.empty()) {
      all.push_back(std::move(back));
    }
    return all;
  }

private:
  [[nodiscard]] std::string name(person_id const& id) const {
    auto const found = work_.names.find(id);
    return found == work_.names.end() ? v_.c("today.unnamed") : found->second;
  }
  // Where the name is known, the case may be opened.
  [[nodiscard]] std::optional<url> case_of(person_id const& id) const {
    return work_.names.contains(id) ? std::optional{v_.at({"cases", format_id(id)})} : std::nullopt;
  }
  [[nodiscard]] section_view section(std::string_view const id) const {
    auto const key = fmt::format("today.{}", id);
    return {.id = std::string{id}, .title = v_.c.say(key), .lead = {}, .empty = v_.c.say(key + ".none"), .lines = {}};
  }

  [[nodiscard]] section_view appointments() const {
    auto s = section("appointments");
    for (auto const& a : work_.appointments) {
      auto line = line_view{.what = name(a.person), .to = case_of(a.person)};
      line.mark = when_in_words(v_, a.starts_at);
      line.detail = appointment_in_words(v_, a);
      if (a.staff && format_id(*a.staff) != v_.who.who.id) {
        add_part(line.detail, v_.c("today.covering"));
      }
      s.lines.push_back(std::move(line));
    }
    return s;
  }

  [[nodiscard]] section_view messages() const {
    auto s = section("messages");
    for (auto const& u : work_.unanswered) {
      auto const waits = std::max<std::int64_t>((v_.today() - v_.of.zone.at(u.since).day).count(), 0);
      auto line = line_view{.what = name(u.person), .detail = v_.c("today.messages.wrote", {{"n", u.messages}})};
      line.to = v_.at({"cases", format_id(u.person), "messages"});
      line.mark = waits == 0 ? v_.c("today.messages.today") : v_.c("today.messages.waits", {{"n", waits}});
      line.urgent = waits >= kWaitsLong;
      s.lines.push_back(std::move(line));
    }
    return s;
  }

  template <typename Which>
  [[nodiscard]] section_view tasks(std::string_view const id, Which const which) const {
    auto s = section(id);
    for (auto const& t : work_.tasks) {
      if (!which(t)) {
        continue;
      }
      auto line = task_line(v_, t, "home");
      if (t.assignee && format_id(*t.assignee) != v_.who.who.id) {
        add_part(line.detail, v_.c("today.covering"));
      }
      if (t.person) {
        line.detail = line.what + (line.detail.empty() ? "" : " · ") + line.detail;
        line.what = name(*t.person);
        line.to = line.to && case_of(*t.person) ? line.to : case_of(*t.person);
      }
      s.lines.push_back(std::move(line));
    }
    return s;
  }

  [[nodiscard]] section_view referrals(std::string_view const id, bool const waiting) const {
    auto s = section(id);
    for (auto const& r : work_.referrals) {
      if ((r.state == referral_state::pending) != waiting) {
        continue;
      }
      auto line = line_view{.what = name(r.person), .to = case_of(r.person)};
      line.detail = v_.c("today.referred", {{"name", organisation_in_words(organisations_, r.to_organisation)},
                                            {"day", day_in_words(v_, r.sent_at)}});
      if (waiting) {
        auto const left = std::max<std::int64_t>((r.answer_by - v_.today()).count(), 0);
        line.mark = v_.c("today.left", {{"n", left}});
        line.urgent = left <= (kReferralWaits - kLateReferral).count();
      } else {
        line.mark = referral_state_in_words(v_.c, r);
        line.urgent = true;
        if (r.reason) {
          line.facts.emplace_back(v_.c("referral.answer"), *r.reason);
        }
      }
      s.lines.push_back(std::move(line));
    }
    return s;
  }

  desk_visit const& v_;
  days_work const& work_;
  std::vector<organisation_name> const& organisations_;
};

// Roles without cases of their own: where they may go.
http::response door(desk_visit const& v) {
  auto view = sections_screen_view{};
  view.lead = v.c("desk.home.lead");
  view.links_label = v.c("desk.links");
  auto const frame = desk_frame(v, v.c("desk.home.title"));
  for (auto const& m : frame.menu) {
    if (!m.current) {
      view.links.push_back({m.words, m.to});
    }
  }
  return desk_page(sections_screen(frame, v.c, view));
}

}  // namespace

http::response today_page(desk_visit const& v) {
  if (v.who.who.as == role::newcomer) {
    return http::redirect(v.at({"my-data"}).str());
  }
  if (v.who.who.as != role::caseworker && v.who.who.as != role::lead) {
    return door(v);
  }
  auto const midnight = v.of.zone.moment_of({.day = v.today(), .minute = 0});
  auto const work = read_days_work(v.cases(), v.as(purpose::counselling), midnight, v.today());
  if (!work) {
    return desk_error(v, work.error());
  }
  auto const organisations = list_organisations(v.cases(), v.who.who);
  if (!organisations) {
    return desk_error(v, organisations.error());
  }
  auto view = sections_screen_view{};
  view.told = told_of(v);
  view.lead = long_date(v.c, v.today());
  view.sections = today_builder{v, *work, *organisations}.sections();
  view.contents = true;
  view.contents_label = v.c("desk.sections");
  return desk_page(sections_screen(desk_frame(v, v.c("today.title")), v.c, view));
}

}  // namespace foothold::pages
