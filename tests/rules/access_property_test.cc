// What must be true of every answer, on random rows and people.

#include <algorithm>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "law.h"
#include "model/fact.h"
#include "rules/access.h"

using namespace foothold;
using namespace foothold::law_test;

namespace {

auto const kToday = day("2026-03-02");

// The whole range at every size of the test, not only its lower end.
template <typename T = int>
rc::Gen<T> whole(T const from, T const to) {
  return rc::gen::resize(rc::kNominalSize, rc::gen::inRange<T>(from, to));
}

template <typename T>
T one_of(std::initializer_list<T> const values) {
  return *rc::gen::elementOf(std::vector<T>(values));
}

bool one_in(int const n) {
  return *whole(0, n) == 0;
}

std::optional<date> maybe_near_today() {
  return !one_in(4) ? std::optional{kToday + days{*whole(-300, 300)}} : std::nullopt;
}

std::optional<bool> maybe_answer() {
  return one_of<std::optional<bool>>({std::nullopt, true, false});
}

rule random_rule(std::size_t const number) {
  auto r = rule{};
  r.id = "R-" + std::to_string(number);
  r.jurisdiction = one_of<std::string>({"DE", "DE", "EU", "SE"});
  r.subject = kWorkAccessEmployment;
  r.value = one_of<std::string>({"allowed", "denied", "3", "90"});
  if (r.value == "3" || r.value == "90") {
    r.unit = r.value == "3" ? "months" : "days";
    r.anchor = one_of<std::string>({"registered", "arrived"});
  }
  r.condition = one_of<std::string>({"", "status=applicant", "status=refugee"});
  r.condition += one_of<std::string>(
      {"", "", "; in_reception_centre=no", "; safe_origin=yes", "; travel_document=yes; accelerated=no"});
  r.valid_from = one_in(4) ? maybe_near_today() : std::nullopt;
  r.valid_to = one_in(6) ? maybe_near_today() : std::nullopt;
  r.confidence = one_in(6) ? confidence::p : confidence::v;
  r.review_due = one_in(6) ? kToday - days{1} : one_of<date>({kToday + days{400}, kToday});
  r.document = one_of<std::string>({"", "permit"});
  r.document_days = *whole<std::uint16_t>(0U, 3U);
  return r;
}

rule_set random_law() {
  auto law = rule_set{};
  if (!one_in(4)) {
    law.push_back(row("A | DE | employment | allowed | | status=applicant"));
  }
  auto const size = *whole<std::size_t>(0U, 5U);
  for (auto i = std::size_t{0U}; i != size; ++i) {
    law.push_back(random_rule(i));
  }
  return law;
}

legal_profile random_person() {
  auto p = legal_profile{};
  p.status = one_of<residence_status>({residence_status::applicant, residence_status::refugee});
  p.registered = maybe_near_today();
  p.arrived = maybe_near_today();
  p.in_reception_centre = maybe_answer();
  p.safe_origin_country = maybe_answer();
  p.accelerated_procedure = maybe_answer();
  p.has_travel_document = maybe_answer();
  return p;
}

work_access ask(rule_set const& law, legal_profile const& person) {
  return evaluate(law, "DE", kWorkAccessEmployment, person, kToday, 14U);
}

// Every way to answer the questions that are open.
std::vector<legal_profile> answered(legal_profile const& person) {
  auto out = std::vector<legal_profile>{person};
  for (auto const question : {&legal_profile::in_reception_centre, &legal_profile::safe_origin_country,
                              &legal_profile::accelerated_procedure, &legal_profile::has_travel_document}) {
    auto next = std::vector<legal_profile>{};
    for (auto p : out) {
      for (auto const value : {false, true}) {
        if (!(person.*question).has_value()) {
          p.*question = value;
        }
        next.push_back(p);
      }
    }
    out = std::move(next);
  }
  return out;
}

}  // namespace

RC_GTEST_PROP(access_property, the_order_of_rows_does_not_matter, ()) {
  auto const law = random_law();
  auto const person = random_person();
  auto other = law;
  std::reverse(other.begin(), other.end());
  if (other.size() > 2U) {
    std::rotate(other.begin(), other.begin() + *whole<std::ptrdiff_t>(0, 3), other.end());
  }
  auto const a = ask(law, person);
  auto const b = ask(other, person);
  RC_ASSERT(explain(a) == explain(b));
  RC_ASSERT(a.steps == b.steps);
  RC_ASSERT(a.rule_ids == b.rule_ids);
}

RC_GTEST_PROP(access_property, a_certain_yes_rests_on_a_reviewed_row_that_is_law_on_that_day, ()) {
  auto const law = random_law();
  auto const a = ask(law, random_person());
  RC_PRE(a.outcome == access_outcome::allowed || a.outcome == access_outcome::conditional);
  auto const used = std::find_if(law.begin(), law.end(), [&](auto const& r) { return r.id == a.rule_ids.at(0U); });
  RC_ASSERT(used != law.end());
  RC_ASSERT(used->value != "denied");
  RC_ASSERT(used->confidence == confidence::v);
  RC_ASSERT(used->review_due >= kToday);
  RC_ASSERT((!used->valid_from || *used->valid_from <= *a.from));
  RC_ASSERT((!used->valid_to || *used->valid_to >= *a.from));
  RC_ASSERT(*a.from >= kToday);
  RC_ASSERT(a.steps.empty() == used->document.empty());
}

RC_GTEST_PROP(access_property, what_is_not_asked_cannot_change_the_answer, ()) {
  auto const law = random_law();
  auto const person = random_person();
  auto const a = ask(law, person);
  RC_PRE(a.outcome != access_outcome::ask);
  for (auto const& p : answered(person)) {
    auto const b = ask(law, p);
    RC_ASSERT(say(a) == say(b));
  }
}

RC_GTEST_PROP(access_property, a_reviewed_ban_without_condition_is_always_a_no, ()) {
  auto law = random_law();
  law.push_back(row("Z | DE | employment | denied | | "));
  RC_ASSERT(ask(law, random_person()).outcome == access_outcome::denied);
}

RC_GTEST_PROP(access_property, law_without_review_never_says_yes_or_no_alone, ()) {
  auto law = random_law();
  for (auto& r : law) {
    r.confidence = confidence::k;
  }
  auto const a = ask(law, random_person());
  RC_ASSERT(a.outcome == access_outcome::ask);
  RC_ASSERT(a.provisional);
  RC_ASSERT(a.date_hidden);
  RC_ASSERT(a.steps.at(0U).kind == access_step_kind::confirm);
}

RC_GTEST_PROP(access_property, ask_and_only_ask_begins_with_confirm, ()) {
  auto const a = ask(random_law(), random_person());
  auto const confirms =
      std::count_if(a.steps.begin(), a.steps.end(), [](auto const& s) { return s.kind == access_step_kind::confirm; });
  RC_ASSERT((a.outcome == access_outcome::ask) == a.provisional);
  RC_ASSERT(confirms == (a.provisional ? 1 : 0));
  RC_ASSERT((!a.provisional || a.steps.at(0U).kind == access_step_kind::confirm));
  RC_ASSERT(a.from.has_value() == (a.outcome != access_outcome::denied));
  RC_ASSERT((!a.until || a.provisional));
}

// The first day with yes, found by looking at every day as the format's page is written.
RC_GTEST_PROP(access_property, from_is_the_first_day_that_a_day_by_day_reading_allows, ()) {
  auto const law = random_law();
  auto person = random_person();
  person = answered(person).front();
  person.registered = person.registered.value_or(kToday);
  person.arrived = person.arrived.value_or(kToday);
  auto const yes_on = [&](date const d) {
    auto const is_law = [&](rule const& r) {
      return (!r.valid_from || *r.valid_from <= d) && (!r.valid_to || *r.valid_to >= d) &&
             rules::names_status(r, person.status);
    };
    auto const country =
        std::any_of(law.begin(), law.end(), [&](auto const& r) { return r.jurisdiction == "DE" && is_law(r); });
    auto yes = false;
    for (auto const& r : law) {
      auto const read = rules::read_row(r, person, kToday);
      if (r.jurisdiction != (country ? "DE" : "EU") || !is_law(r) || read.stands != rules::standing::holds) {
        continue;
      }
      if (r.value == "denied" && r.confidence == confidence::v && r.review_due >= kToday) {
        return false;
      }
      auto const anchor = r.anchor == "registered" ? *person.registered : *person.arrived;
      yes |= r.value == "allowed" || (r.value == "3" && add_months(anchor, 3) <= d) ||
             (r.value == "90" && anchor + days{90} <= d);
    }
    return yes;
  };
  auto expected = std::optional<date>{};
  for (auto d = kToday; d <= kToday + days{3000} && !expected; d += days{1}) {
    expected = yes_on(d) ? std::optional{d} : std::nullopt;
  }
  auto const a = ask(law, person);
  RC_ASSERT((a.outcome != access_outcome::denied || !expected));
  RC_ASSERT((!a.from || !expected || *a.from == *expected));
}
