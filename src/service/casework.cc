#include "service/casework.h"

#include <algorithm>
#include <array>

#include "access/decide.h"
#include "store/case_records.h"
#include "store/emergencies.h"
#include "store/repository.h"
#include "store/version_records.h"

namespace foothold {
namespace {

std::string text_at(record_table const& table, row_values const& r, std::string_view const field) {
  auto const* const text = std::get_if<std::string>(&r.fields[*table.at(field)]);
  return text == nullptr ? std::string{} : *text;
}
std::string given_text(record_table const& table, given_fields const& given, std::string_view const field) {
  auto const& c = given[*table.at(field)];
  auto const* const text = c ? std::get_if<std::string>(&*c) : nullptr;
  return text == nullptr ? std::string{} : *text;
}

tl::unexpected<error> other_state(std::string_view const table) {
  return fail(errc::conflict, std::string{table} + ": it is in another state");
}

struct referral_step {
  std::string_view from, to;
};
constexpr auto kAnswers =
    std::to_array<referral_step>({{"pending", "accepted"}, {"pending", "rejected"}, {"accepted", "done"}});
constexpr auto kRevocations = std::to_array<referral_step>({{"pending", "revoked"}, {"accepted", "revoked"}});

bool is_step(std::span<referral_step const> const steps, std::string_view const from, std::string_view const to) {
  return std::ranges::any_of(steps, [&](referral_step const& s) { return s.from == from && s.to == to; });
}

}  // namespace

result<written_row> found_household(store& cases, caller const& who, std::string const& person,
                                    change_request const& request, given_fields const& given) {
  auto const& homes = *find_record_table("households");
  auto const& people = *find_record_table("persons");
  auto const id = format_id(random_id());
  return write_as(cases, asked_by(who, action::add, {.subject = person}), request,
                  [&](transaction& t) -> result<written_row> {
                    if (!t.granted().writes(homes.holds) || !t.granted().writes(people.holds)) {
                      return tl::make_unexpected(no_such_entry());
                    }
                    auto home = row_values{.id = id, .version = 0, .fields = {}};
                    for (auto i = std::size_t{0U}; i != given.size(); ++i) {
                      home.fields.push_back(given[i].value_or(empty_cell(homes.fields[i])));
                    }
                    auto owner = people.find(t, person);
                    if (!owner) {
                      return tl::make_unexpected(owner.error());
                    }
                    auto& lives_in = owner->fields[*people.at("household")];
                    if (!std::holds_alternative<std::monostate>(lives_in)) {
                      return other_state("households");
                    }
                    if (auto const added = homes.add(t, home); !added) {
                      return tl::make_unexpected(added.error());
                    }
                    lives_in = id;
                    return people.change(t, *owner).map([&] { return written_row{.id = id, .version = home.version}; });
                  });
}

result<written_row> withdraw_permission(store& cases, caller const& who, row_place const& where,
                                        change_request const& request, std::string const& id,
                                        std::int64_t const version) {
  auto const at = *where.table->at("withdrawn_at");
  return change_row(cases, who, action::withdraw, where, request, id, version,
                    [&](row_values& r, transaction& t) -> result<void> {
                      if (!std::holds_alternative<std::monostate>(r.fields[at])) {
                        return other_state(where.table->name);
                      }
                      r.fields[at] = cell_of(t.now());
                      return {};
                    });
}

result<written_row> answer_referral(store& cases, caller const& who, row_place const& where,
                                    change_request const& request, std::string const& id, std::int64_t const version,
                                    given_fields const& given) {
  auto const& table = *where.table;
  auto const to = given_text(table, given, "state");
  return change_row(cases, who, action::answer_referral, where, request, id, version,
                    [&](row_values& r, transaction& t) -> result<void> {
                      if (text_at(table, r, "to_organisation") != who.by.organisation) {
                        return tl::make_unexpected(no_such_entry());
                      }
                      if (!is_step(kAnswers, text_at(table, r, "state"), to)) {
                        return other_state(table.name);
                      }
                      for (auto const field : {"state", "reason", "outcome"}) {
                        auto const i = *table.at(field);
                        r.fields[i] = given[i].value_or(r.fields[i]);
                      }
                      r.fields[*table.at("answered_at")] = cell_of(t.now());
                      return {};
                    });
}

result<written_row> revoke_referral(store& cases, caller const& who, row_place const& where,
                                    change_request const& request, std::string const& id, std::int64_t const version) {
  auto const& table = *where.table;
  return change_row(cases, who, action::change, where, request, id, version,
                    [&](row_values& r, transaction& /*t*/) -> result<void> {
                      if (text_at(table, r, "from_organisation") != who.by.organisation) {
                        return tl::make_unexpected(no_such_entry());
                      }
                      if (!is_step(kRevocations, text_at(table, r, "state"), "revoked")) {
                        return other_state(table.name);
                      }
                      r.fields[*table.at("state")] = std::string{"revoked"};
                      return {};
                    });
}

result<written_row> answer_objection(store& cases, caller const& who, row_place const& where,
                                     change_request const& request, std::string const& id, std::int64_t const version,
                                     objection_answer const& answer) {
  auto const& table = *where.table;
  return change_row(
      cases, who, action::answer_objection, where, request, id, version,
      [&](row_values& r, transaction& t) -> result<void> {
        if (!is_staff(who.by.as)) {
          return tl::make_unexpected(no_such_entry());
        }
        if (text_at(table, r, "state") != "open") {
          return other_state(table.name);
        }
        auto const which = parse_id_as<decision_id>(text_at(table, r, "decision"));
        auto const decision = which ? find<decision_record>(t, *which) : tl::make_unexpected(no_such_entry());
        if (!decision) {
          return tl::make_unexpected(decision.error());
        }
        if (decision->decided_by && format_id(*decision->decided_by) == who.by.id) {
          return fail(errc::bad_input, "objections: answered_by: expected another human than who decided");
        }
        if (answer.reason.empty()) {
          return fail(errc::bad_input, "objections: reason: expected a reason");
        }
        r.fields[*table.at("state")] = std::string{answer.changed ? "changed" : "upheld"};
        r.fields[*table.at("answered_by")] = who.by.id;
        r.fields[*table.at("answered_at")] = cell_of(t.now());
        r.fields[*table.at("reason")] = answer.reason;
        return {};
      });
}

result<written_row> open_emergency(store& cases, caller const& who, std::string const& person,
                                   change_request const& request, given_fields const& given) {
  auto const& table = *find_record_table("emergencies");
  auto const why = emergency_case{.reason_code = given_text(table, given, "reason_code"),
                                  .reason = given_text(table, given, "reason"),
                                  .opened_today = 0};
  auto asked = asked_by(who, action::open_emergency, {.subject = person});
  asked.emergency = why;
  return write_as(cases, asked, request, [&](transaction& t) -> result<written_row> {
    return note_emergency(t, why).map(
        [](emergency_id const& id) { return written_row{.id = format_id(id), .version = 1}; });
  });
}

result<written_row> review_emergency(store& cases, caller const& who, std::string const& person,
                                     change_request const& request, std::string const& id, std::int64_t const version) {
  return write_as(cases, asked_by(who, action::review_emergency, {.subject = person}), request,
                  [&](transaction& t) -> result<written_row> {
                    auto const which = parse_id_as<emergency_id>(id);
                    if (!which) {
                      return tl::make_unexpected(no_such_entry());
                    }
                    return note_review(t, *which, version).map([&](std::int64_t const now) {
                      return written_row{.id = id, .version = now};
                    });
                  });
}

result<std::vector<emergency_record>> emergencies_to_review(store& cases, caller const& who) {
  auto list = std::vector<emergency_record>{};
  auto const asked = asked_by(who, action::list, {.sort = kind::log, .over = reach::tenant});
  auto const done = cases.read(asked, [&](snapshot& s) -> result<void> {
    return unreviewed_emergencies(s).map([&](std::vector<emergency_record>&& found) { list = std::move(found); });
  });
  return done.map([&] { return std::move(list); });
}

result<std::vector<audit_line>> list_log(store& cases, caller const& who, std::string const& person,
                                         std::int64_t const after, std::int64_t const limit) {
  auto lines = std::vector<audit_line>{};
  auto const asked = person.empty() ? asked_by(who, action::list, {.sort = kind::log, .over = reach::tenant})
                                    : asked_by(who, action::list, {.subject = person});
  auto const done = cases.read(asked, [&](snapshot& s) -> result<void> {
    if (!s.granted().shows(person.empty() ? category::whole_log : category::own_log)) {
      return tl::make_unexpected(no_such_entry());
    }
    lines = person.empty() ? audit_after(s, after, limit) : audit_of(s, person, after, limit);
    return {};
  });
  return done.map([&] { return std::move(lines); });
}

}  // namespace foothold
