#include "service/demo_office.h"

#include <algorithm>
#include <atomic>
#include <map>
#include <optional>
#include <span>
#include <stdexcept>
#include <system_error>
#include <thread>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "access/decide.h"
#include "base/embedded.h"
#include "interop/json_file.h"
#include "service/person_rows.h"
#include "service/referring.h"
#include "store/all_records.h"
#include "store/repository.h"
#include "store/staff_roles.h"
#include "sys/file.h"
#include "sys/folders.h"
#include "vault/vault.h"

namespace foothold {

namespace fs = std::filesystem;
using nlohmann::json;

std::span<embedded_file const> embedded_demo_staff();

namespace {

constexpr auto kFormat = "foothold-demo-staff/1";
constexpr auto kLimits = json_limits{.bytes = std::size_t{64U} << 10U, .depth = 6U};
constexpr auto kListFormat = "foothold-demo/1";
constexpr auto kList = "demo.json";
constexpr auto kLongestList = std::size_t{4U} << 20U;
constexpr auto kWriters = 8U;  // so that many cases share a commit

change_request new_request() {
  return {.key = format_id(random_id()), .request = "demo"};
}

actor as_operator(installation const& office) {
  return {.id = "operator",
          .as = role::operator_,
          .tenant = office.options().data.tenant,
          .state = membership::active,
          .session = all_of<action>()};
}

actor as_member(installation const& office, demo_member const& m, organisation_id const& organisation) {
  return {.id = format_id(m.id),
          .as = m.as,
          .tenant = office.options().data.tenant,
          .organisation = format_id(organisation),
          .state = membership::active,
          .session = all_of<action>()};
}

using organisation_ids = std::map<std::string, organisation_id>;

// Everybody who works there, with the organisation's entry in the directory.
result<void> add_organisation(installation& office, organisation const& o, organisation_id const& id,
                              std::span<demo_member> const staff) {
  auto const asked = access_request{.by = as_operator(office),
                                    .what = action::add,
                                    .of = {.sort = kind::team, .subject = format_id(id)},
                                    .for_what = purpose::administration};
  auto const done = office.cases().write(asked, new_request(), [&](transaction& t) -> result<std::string> {
    auto entry = organisation_record{.id = id, .name = std::string{o.name.in("en")}, .kind = o.kind, .website = o.url};
    auto added = add(t, entry);
    for (auto& m : staff) {
      if (!added || m.organisation != o.id) {
        continue;
      }
      auto row =
          staff_record{.id = m.id, .organisation = id, .name = m.name, .role = std::string{word(m.as)}, .active = true};
      added = add(t, row);
    }
    return added.map([] { return std::string{}; });
  });
  return done.map([](change_answer const& /*a*/) {});
}

// One person with their file, led by a caseworker.
class case_filler {
public:
  case_filler(installation& office, territory const& t, organisation_id const& organisation)
      : office_{office}, t_{t}, organisation_{organisation} {}

  result<demo_case> fill(person_idx const p, household_id const& household, bool const household_is_new,
                         demo_member const& by) {
    auto const& who = t_.people[p];
    auto rows = rows_of_person(who, t_, household);
    auto out = demo_case{.id = who.id, .person = rows.person.id, .language = first_language(who, t_)};
    rows.person.organisation = organisation_;
    rows.person.caseworker = by.id;
    rows.person.local_number = who.id;
    rows.person.registered_on = std::min(who.legal.registered.value_or(t_.as_of), t_.as_of);
    auto request = access_request{.by = as_member(office_, by, organisation_),
                                  .what = action::add,
                                  .of = {.subject = format_id(rows.person.id)},
                                  .for_what = purpose::registration};
    auto done = office_.cases().write(request, new_request(), [&](transaction& t) -> result<std::string> {
      auto home = *rows.household;
      auto one = rows.person;
      auto added = household_is_new ? add(t, home) : result<void>{};
      return added.and_then([&] { return add(t, one); }).map([] { return std::string{}; });
    });
    request.for_what = purpose::counselling;
    done = done.and_then([&](change_answer const& /*a*/) {
      return office_.cases().write(request, new_request(), [&](transaction& t) -> result<std::string> {
        return add_file(t, rows, out.language).map([] { return std::string{}; });
      });
    });
    return done.map([&](change_answer const& /*a*/) { return out; });
  }

private:
  static result<void> add_file(transaction& t, case_rows const& rows, std::string const& language) {
    auto done = result<void>{};
    auto const add_all = [&](auto list) {
      for (auto& r : list) {
        done = done.and_then([&] { return add(t, r); });
      }
    };
    add_all(rows.origins);
    add_all(rows.status_periods);
    add_all(rows.papers);
    if (auto const& until = rows.status_periods.back().until) {
      add_all(std::vector{paper_record{.id = new_id<paper_id>(),
                                       .person = rows.person.id,
                                       .kind = "Residence permit",
                                       .state = "original",
                                       .until = until}});
    }
    add_all(rows.children);
    add_all(rows.care_needs);
    add_all(rows.mobilities);
    add_all(rows.languages);
    add_all(rows.scripts);
    add_all(rows.educations);
    add_all(rows.certificates);
    add_all(rows.wishes);
    add_all(std::vector{communication_record{.id = new_id<decltype(communication_record::id)>(),
                                             .person = rows.person.id,
                                             .language = language,
                                             .interpreter = needs_interpreter(rows),
                                             .device = "smartphone"}});
    return done;
  }
  // Somebody who does not speak the country's language at B1.
  static bool needs_interpreter(case_rows const& rows) {
    return std::ranges::none_of(rows.languages,
                                [](language_record const& l) { return l.language == "de" && l.level >= "b1"; });
  }

  installation& office_;
  territory const& t_;
  organisation_id organisation_;
};

// What there is to do: every tenth person has an appointment, every thirteenth a task, every twentieth was handed
// over: numbers that spread them over three who lead.
class days_work {
public:
  days_work(installation& office, organisation_id const& from, organisation_id const& to, demo_staff const& told)
      : office_{office}, from_{from}, to_{to}, told_{told}, today_{today(office.clock())} {}

  result<void> add_to(demo_case const& one, std::size_t const i, demo_member const& by) const {
    auto done = result<void>{};
    if (i % kEachAppointment == 0U) {
      done = meet(one, static_cast<int>(i / kEachAppointment), by);
    }
    if (i % kEachTask == kTaskFrom) {
      done = done.and_then([&] { return remember(one, i / kEachTask, by); });
    }
    return i % kEachReferral == kReferralFrom ? done.and_then([&] { return refer(one, by); }) : done;
  }

private:
  static constexpr auto kEachAppointment = std::size_t{10U};
  static constexpr auto kEachTask = std::size_t{13U};
  static constexpr auto kTaskFrom = std::size_t{3U};
  static constexpr auto kEachReferral = std::size_t{20U};
  static constexpr auto kReferralFrom = std::size_t{5U};
  static constexpr auto kFirstHour = std::chrono::hours{8};
  static constexpr auto kQuarters = 32;  // in which somebody may come

  template <typename Record>
  result<void> write(demo_case const& one, demo_member const& by, Record row) const {
    auto const asked = access_request{.by = as_member(office_, by, from_),
                                      .what = action::add,
                                      .of = {.subject = format_id(one.person)},
                                      .for_what = purpose::counselling};
    auto const done = office_.cases().write(asked, new_request(), [&](transaction& t) -> result<std::string> {
      auto r = row;
      return add(t, r).map([] { return std::string{}; });
    });
    return done.map([](change_answer const& /*a*/) {});
  }
  // Today or tomorrow.
  result<void> meet(demo_case const& one, int const n, demo_member const& by) const {
    return write(one, by,
                 appointment_record{.id = new_id<decltype(appointment_record::id)>(),
                                    .person = one.person,
                                    .staff = by.id,
                                    .starts_at = instant{today_ + days{n % 2}} + kFirstHour +
                                                 std::chrono::minutes{15 * (n % kQuarters)},
                                    .minutes = 45,
                                    .channel = "office"});
  }
  // From three days ago to five days ahead.
  result<void> remember(demo_case const& one, std::size_t const n, demo_member const& by) const {
    return write(one, by,
                 task_record{.id = new_id<task_id>(),
                             .person = one.person,
                             .assignee = by.id,
                             .kind = "task",
                             .due_on = today_ + days{static_cast<int>(n % 9U) - 3},
                             .words = told_.tasks.at(n % told_.tasks.size())});
  }
  result<void> refer(demo_case const& one, demo_member const& by) const {
    return send_referral(office_.cases(), as_member(office_, by, from_),
                         {.person = format_id(one.person),
                          .to_organisation = format_id(to_),
                          .fields = categories{category::identity, category::contact, category::skills},
                          .until = today_ + days{180},
                          .why = told_.why,
                          .asked = "in_person",
                          .language = one.language,
                          .text_version = "demo"},
                         new_request(), today_)
        .map([](written_row const& /*r*/) {});
  }

  installation& office_;
  organisation_id from_, to_;
  demo_staff const& told_;
  date today_;
};

// Households are new with the first of their people, so people of one household are filled by one writer.
result<std::vector<demo_case>> fill_cases(installation& office, territory const& t, organisation_id const& organisation,
                                          std::vector<demo_member> const& leaders) {
  auto by_household = std::map<household_idx, std::vector<person_idx>>{};
  for (auto const p : t.people.ids()) {
    by_household[t.people[p].household].push_back(p);
  }
  auto homes = std::vector<std::vector<person_idx>>{};
  for (auto& [home, people] : by_household) {
    homes.push_back(std::move(people));
  }
  auto filled = std::vector<result<demo_case>>(t.people.size(), fail(errc::broken, "not filled"));
  auto next = std::atomic<std::size_t>{0U};
  auto const work = [&] {
    auto filler = case_filler{office, t, organisation};
    for (auto i = next++; i < homes.size(); i = next++) {
      auto const household = new_id<household_id>();
      for (auto const p : homes[i]) {
        filled[p.v] = filler.fill(p, household, p == homes[i].front(), leaders[p.v % leaders.size()]);
      }
    }
  };
  {
    auto writers = std::vector<std::jthread>{};
    for (auto i = 0U; i != kWriters; ++i) {
      writers.emplace_back(work);
    }
  }
  auto out = std::vector<demo_case>{};
  for (auto& f : filled) {
    if (!f) {
      return tl::make_unexpected(f.error());
    }
    out.push_back(std::move(*f));
  }
  return out;
}

// Who is who in it: DIR/demo.json, ids alone.
std::string list_of(demo_office const& office) {
  auto out = json{{"format", kListFormat}, {"staff", json::array()}, {"cases", json::array()}};
  for (auto const& m : office.staff) {
    out["staff"].push_back({{"login", m.login},
                            {"name", m.name},
                            {"organisation", m.organisation},
                            {"role", word(m.as)},
                            {"id", format_id(m.id)}});
  }
  for (auto const& c : office.cases) {
    out["cases"].push_back({{"id", c.id}, {"person", format_id(c.person)}, {"language", c.language}});
  }
  return out.dump(1) + "\n";
}

result<demo_office> read_list(fs::path const& folder) {
  auto const text = read_file(folder / kList, kLongestList);
  if (!text) {
    return tl::make_unexpected(text.error());
  }
  auto out = demo_office{};
  auto found = faults{};
  auto const file = (folder / kList).string();
  auto const whole =
      read_json_file(file, *text, {.bytes = kLongestList, .depth = 6U}, kListFormat, found, [&](json_object& o) {
        read_json_rows(o, "staff", file, found, [&](json_object& m) {
          out.staff.push_back(
              {.login = m.text("login"), .name = m.text("name"), .organisation = m.text("organisation")});
          out.staff.back().as = parse_word<role>(m.text("role")).value_or(role::anonymous);
          out.staff.back().id = parse_id_as<staff_id>(m.text("id")).value_or(staff_id{});
        });
        read_json_rows(o, "cases", file, found, [&](json_object& c) {
          auto const person = parse_id_as<person_id>(c.text("person"));
          out.cases.push_back(
              {.id = c.text("id"), .person = person.value_or(person_id{}), .language = c.text("language")});
        });
      });
  if (!whole) {
    return fail(errc::bad_input, fmt::format("{}; --fresh makes the demo anew", format_fault(found.front())));
  }
  return out;
}

// Closed when it returns, so that its folder may be moved.
result<demo_office> lay_out(fs::path const& folder, territory const& t, time_source const& clock) {
  auto const where = demo_installation(folder);
  if (auto const folder_made = make_private_folder(folder); !folder_made) {
    return tl::make_unexpected(folder_made.error());
  }
  if (auto const keys = make_key_store(where.keys); !keys) {
    return tl::make_unexpected(keys.error());
  }
  auto const opened = installation::open(where, clock);
  if (!opened) {
    return tl::make_unexpected(opened.error());
  }
  return fill_demo_office(**opened, t).and_then([&](demo_office&& office) {
    return write_file(folder / kList, list_of(office), readers::owner).map([&] { return std::move(office); });
  });
}

}  // namespace

namespace {

bool is_organisation(territory const& t, std::string_view const id) {
  return std::ranges::any_of(t.organisations.ids(), [&](auto const i) { return t.organisations[i].id == id; });
}

}  // namespace

demo_staff_load read_demo_staff(std::string_view const file, std::string_view const text, territory const& t) {
  auto load = demo_staff_load{};
  auto const whole = read_json_file(file, text, kLimits, kFormat, load.found, [&](json_object& o) {
    o.text("note");
    load.value.tasks = o.texts("tasks");
    load.value.why = o.text("why");
    load.value.refer_to = o.text("refer_to");
    if (!is_organisation(t, load.value.refer_to)) {
      o.wrong("refer_to", "an organisation of the territory");
    }
    read_json_rows(o, "staff", file, load.found, [&](json_object& one) {
      auto m =
          demo_member{.login = one.text("login"), .name = one.text("name"), .organisation = one.text("organisation")};
      auto const as = parse_word<role>(one.text("role"));
      if (!as || !is_staff(*as)) {
        one.wrong("role", "a role of staff");
      }
      if (!is_organisation(t, m.organisation)) {
        one.wrong("organisation", "an organisation of the territory");
      }
      m.as = as.value_or(role::caseworker);
      load.value.members.push_back(std::move(m));
    });
  });
  if (!whole) {
    load.value = {};
  }
  return load;
}

demo_staff staff_of_demo(territory const& t) {
  auto load = read_demo_staff("staff.json", embedded_demo_staff().front().bytes, t);
  if (!load.found.empty()) {
    throw std::logic_error{format_fault(load.found.front())};
  }
  return std::move(load.value);
}

installation_options demo_installation(fs::path const& folder) {
  return {.data = {.folder = folder, .tenant = std::string{kDemoTenant}},
          .keys = {.folder = folder / "keys", .master = {.file = folder / "keys" / "master.key"}}};
}

result<demo_office> open_demo_office(fs::path const& folder, territory const& t, time_source const& clock,
                                     bool const fresh) {
  auto failed = std::error_code{};
  if (fresh) {
    fs::remove_all(folder, failed);
  }
  auto there = read_list(folder);
  if (there || there.error().code != errc::not_found) {
    return there;
  }
  auto const made = fs::path{folder.string() + ".new"};
  fs::remove_all(made, failed);
  return lay_out(made, t, clock).and_then([&](demo_office&& office) -> result<demo_office> {
    fs::remove_all(folder, failed);
    fs::rename(made, folder, failed);
    return failed
               ? result<demo_office>{fail(errc::broken, fmt::format("{}: the demo's office cannot be put in place: {}",
                                                                    folder.string(), failed.message()))}
               : std::move(office);
  });
}

result<demo_office> fill_demo_office(installation& office, territory const& t) {
  auto const told = staff_of_demo(t);
  auto out = demo_office{.staff = told.members, .cases = {}};
  for (auto& m : out.staff) {
    m.id = new_id<staff_id>();
  }
  auto ids = organisation_ids{};
  for (auto const i : t.organisations.ids()) {
    auto const& o = t.organisations[i];
    if (auto const added = add_organisation(office, o, ids[o.id] = new_id<organisation_id>(), out.staff); !added) {
      return tl::make_unexpected(added.error());
    }
  }
  auto leaders = std::vector<demo_member>{};
  for (auto const& m : out.staff) {
    if (m.as == role::caseworker && (leaders.empty() || leaders.front().organisation == m.organisation)) {
      leaders.push_back(m);
    }
  }
  if (leaders.empty()) {
    return fail(errc::bad_input, "nobody in the demo leads cases");
  }
  auto const leading = ids.at(leaders.front().organisation);
  auto cases = fill_cases(office, t, leading, leaders);
  if (!cases) {
    return tl::make_unexpected(cases.error());
  }
  out.cases = std::move(*cases);
  auto const work = days_work{office, leading, ids.at(told.refer_to), told};
  for (auto i = std::size_t{0U}; i != out.cases.size(); ++i) {
    if (auto const added = work.add_to(out.cases[i], i, leaders[i % leaders.size()]); !added) {
      return tl::make_unexpected(added.error());
    }
  }
  return out;
}

}  // namespace foothold
