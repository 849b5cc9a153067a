#include "service/caseload.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "access/decide.h"
#include "service/person_search.h"
#include "store/organisation_records.h"
#include "store/repository.h"
#include "sys/sort_key.h"

namespace foothold {
namespace {

access_request asked_over(caller const& who, action const what, reach const over) {
  return asked_by(who, what, {.sort = kind::person, .subject = {}, .over = over});
}

date day_of(instant const at) {
  return std::chrono::floor<days>(at);
}

// Names of who is there; who was erased a moment ago is left out.
template <typename Cases, typename Id, typename Take>
result<void> open_names(snapshot& s, Cases& cases, Id const id, Take const take) {
  for (auto& c : cases) {
    auto const p = find<person_record>(s, id(c));
    if (p) {
      take(c, p->name);
    } else if (p.error().code != errc::not_found) {
      return tl::make_unexpected(p.error());
    }
  }
  return {};
}

bool is_asked(listed_case const& c, cases_question const& q, date const today,
              std::optional<std::vector<person_id>> const& named) {
  auto const overdue = c.is.first_task && *c.is.first_task < today;
  return (!q.state || c.is.state == *q.state) && (!q.overdue || overdue) &&
         (!q.caseworker || c.is.caseworker == q.caseworker) &&
         (!named || std::binary_search(named->begin(), named->end(), c.is.person));
}

result<std::vector<person_id>> named_so(store& cases, name_index const* const index, caller const& who,
                                        cases_question const& q) {
  if (index == nullptr) {
    return fail(errc::out_of_time, "nobody is found by name here");
  }
  auto const found =
      search_persons(cases, *index, asked_over(who, action::search, q.over), {.text = q.name, .limit = 100U});
  return found.map([](people_found const& people) {
    auto ids = std::vector<person_id>{};
    for (auto const& p : people.people) {
      ids.push_back(p.id);
    }
    std::sort(ids.begin(), ids.end());
    return ids;
  });
}

// A page of them, in the order that was asked for, with names.
result<void> order_and_cut(snapshot& s, cases_question const& q, std::vector<listed_case> all, cases_page& out) {
  auto const whose = [](listed_case const& c) { return c.is.person; };
  auto const named = [](listed_case& c, std::string const& name) { c.name = name; };
  out.found = all.size();
  out.by_number = q.order == case_order::name && all.size() > kMostSortedByName;
  if (q.order == case_order::attention) {
    std::ranges::sort(
        all, {}, [](listed_case const& c) { return std::tuple{c.why.is, c.why.day.value_or(date{}), c.is.person}; });
  } else if (out.by_number) {
    std::ranges::sort(all, {}, [](listed_case const& c) { return std::tie(c.is.local_number, c.is.person); });
  } else {
    if (auto const opened = open_names(s, all, whose, named); !opened) {
      return opened;
    }
    auto keyed = std::vector<std::pair<std::string, listed_case>>{};
    for (auto& c : all) {
      auto key = sort_key(c.name, q.language);
      keyed.emplace_back(std::move(key), std::move(c));
    }
    std::ranges::sort(keyed, [](auto const& a, auto const& b) {
      return std::tie(a.first, a.second.is.person) < std::tie(b.first, b.second.is.person);
    });
    std::ranges::transform(keyed, all.begin(), [](auto& k) { return std::move(k.second); });
  }
  auto from = all.begin();
  if (auto const last = parse_id_as<person_id>(q.after)) {
    auto const at = std::ranges::find(all, *last, whose);
    from = at == all.end() ? all.begin() : at + 1;
  }
  auto const left = static_cast<std::size_t>(all.end() - from);
  auto const to = from + static_cast<std::ptrdiff_t>(std::min(left, q.limit));
  out.next = left > q.limit && q.limit > 0U ? format_id((to - 1)->is.person) : std::string{};
  out.cases.assign(std::make_move_iterator(from), std::make_move_iterator(to));
  return q.order == case_order::name && !out.by_number ? result<void>{} : open_names(s, out.cases, whose, named);
}

// Names of people whose work is listed, as far as this grant shows them.
result<void> add_names(snapshot& s, std::vector<person_id> const& people, std::map<person_id, std::string>& names) {
  for (auto const& id : people) {
    auto const p = find<person_record>(s, id);
    if (p) {
      names[id] = p->name;
    } else if (p.error().code != errc::not_found) {
      return tl::make_unexpected(p.error());
    }
  }
  return {};
}

std::vector<person_id> people_of(days_work const& w) {
  auto people = std::vector<person_id>{};
  for (auto const& t : w.tasks) {
    if (t.person) {
      people.push_back(*t.person);
    }
  }
  for (auto const& a : w.appointments) {
    people.push_back(a.person);
  }
  for (auto const& r : w.referrals) {
    people.push_back(r.person);
  }
  for (auto const& u : w.unanswered) {
    people.push_back(u.person);
  }
  std::sort(people.begin(), people.end());
  people.erase(std::unique(people.begin(), people.end()), people.end());
  return people;
}

result<void> gather_work(snapshot& s, instant const from, date const today, days_work& w) {
  auto tasks = own_tasks_due(s, today + kThisWeek);
  auto appointments = tasks ? own_appointments(s, from, from + days{2})
                            : result<std::vector<appointment_record>>{tl::make_unexpected(tasks.error())};
  auto referrals = appointments ? own_referrals_to_look_at(s, from - kAnswersShown)
                                : result<std::vector<referral_record>>{tl::make_unexpected(appointments.error())};
  auto unanswered =
      referrals ? own_unanswered(s) : result<std::vector<unanswered_place>>{tl::make_unexpected(referrals.error())};
  if (!unanswered) {
    return tl::make_unexpected(unanswered.error());
  }
  w = {.tasks = std::move(*tasks),
       .appointments = std::move(*appointments),
       .referrals = std::move(*referrals),
       .unanswered = std::move(*unanswered)};
  return add_names(s, people_of(w), w.names);
}

result<std::vector<staff_record>> members_of(store& cases, caller const& who) {
  auto all = std::vector<staff_record>{};
  auto const asked = asked_by(who, action::list, {.sort = kind::team, .subject = who.by.organisation});
  auto const organisation = parse_id_as<organisation_id>(who.by.organisation);
  if (!organisation) {
    return tl::make_unexpected(no_such_entry());
  }
  auto const done = cases.read(asked, [&](snapshot& s) -> result<void> {
    all.clear();
    for (auto from = page{};;) {
      auto part = list_by<staff_record>(s, "organisation", *organisation, from);
      if (!part) {
        return tl::make_unexpected(part.error());
      }
      std::ranges::move(part->rows, std::back_inserter(all));
      if (part->next.empty()) {
        return {};
      }
      from.after = part->next;
    }
  });
  return done.map([&] { return std::move(all); });
}

}  // namespace

reason_to_look look_because(waiting_case const& c, date const today) {
  if (c.state != case_state::open) {
    return {};
  }
  if (!c.caseworker) {
    return {attention::nobody_leads, c.registered_on};
  }
  if (c.first_task && *c.first_task < today) {
    return {attention::task_overdue, c.first_task};
  }
  auto const referred = c.referred ? std::optional{day_of(*c.referred)} : std::nullopt;
  if (referred && *referred + kLateReferral <= today) {
    return {attention::referral_late, referred};
  }
  if (c.first_reminder && *c.first_reminder <= today) {
    return {attention::paper_expires, c.first_reminder};
  }
  if (c.first_task && *c.first_task <= today + kThisWeek) {
    return {attention::task_this_week, c.first_task};
  }
  auto const meets = c.next_appointment ? std::optional{day_of(*c.next_appointment)} : std::nullopt;
  if (meets && *meets <= today + kSoon) {
    return {attention::appointment_soon, meets};
  }
  return referred ? reason_to_look{attention::referral_waits, referred} : reason_to_look{};
}

result<cases_page> list_cases(store& cases, name_index const* const index, caller const& who,
                              cases_question const& question, time_source const& clock) {
  auto named = std::optional<std::vector<person_id>>{};
  if (!question.name.empty()) {
    auto found = named_so(cases, index, who, question);
    if (!found) {
      return tl::make_unexpected(found.error());
    }
    named = std::move(*found);
  }
  auto out = cases_page{};
  auto const now = std::chrono::floor<std::chrono::microseconds>(clock.now());
  auto const done = cases.read(asked_over(who, action::list, question.over), [&](snapshot& s) -> result<void> {
    auto const waiting = list_waiting_cases(s, now);
    if (!waiting) {
      return tl::make_unexpected(waiting.error());
    }
    out = {};
    auto all = std::vector<listed_case>{};
    for (auto const& c : *waiting) {
      auto one = listed_case{.is = c, .why = look_because(c, day_of(now)), .name = {}};
      if (is_asked(one, question, day_of(now), named)) {
        all.push_back(std::move(one));
      }
    }
    return order_and_cut(s, question, std::move(all), out);
  });
  return done.map([&] { return std::move(out); });
}

result<days_work> read_days_work(store& cases, caller const& who, instant const from, date const today) {
  auto out = days_work{};
  auto const own = cases.read(asked_over(who, action::list, reach::caseload),
                              [&](snapshot& s) { return gather_work(s, from, today, out); });
  if (!own) {
    return tl::make_unexpected(own.error());
  }
  auto unnamed = people_of(out);
  std::erase_if(unnamed, [&](person_id const& id) { return out.names.contains(id); });
  if (unnamed.empty()) {
    return out;
  }
  auto const others = cases.read(asked_over(who, action::list, reach::organisation),
                                 [&](snapshot& s) { return add_names(s, unnamed, out.names); });
  if (!others && others.error().code != errc::not_found) {
    return tl::make_unexpected(others.error());
  }
  return out;
}

result<team_load> read_team_load(store& cases, caller const& who, time_source const& clock) {
  auto const members = members_of(cases, who);
  if (!members) {
    return tl::make_unexpected(members.error());
  }
  auto const now = std::chrono::floor<std::chrono::microseconds>(clock.now());
  auto load = team_load{};
  auto const done = cases.read(asked_over(who, action::list, reach::organisation), [&](snapshot& s) -> result<void> {
    auto const waiting = list_waiting_cases(s, now);
    if (!waiting) {
      return tl::make_unexpected(waiting.error());
    }
    load = {};
    for (auto const& m : *members) {
      if (m.active && (m.role == word(role::caseworker) || m.role == word(role::lead))) {
        load.workers.push_back({.id = m.id, .name = m.name, .role = m.role});
      }
    }
    for (auto const& c : *waiting) {
      if (c.state != case_state::open) {
        continue;
      }
      auto const w = std::ranges::find_if(load.workers, [&](worker_load const& l) { return c.caseworker == l.id; });
      if (w == load.workers.end()) {
        ++load.nobodys;
        continue;
      }
      ++w->cases;
      if (c.cover && c.cover->until >= day_of(now) && (!w->cover || w->cover->until < c.cover->until)) {
        w->cover = c.cover;
      }
      w->overdue += c.first_task && *c.first_task < day_of(now) ? 1U : 0U;
      w->waiting += c.referred ? 1U : 0U;
    }
    std::ranges::sort(load.workers, [](worker_load const& a, worker_load const& b) {
      return std::tuple{b.cases, a.id} < std::tuple{a.cases, b.id};
    });
    return {};
  });
  return done.map([&] { return std::move(load); });
}

}  // namespace foothold
