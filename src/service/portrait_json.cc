// The portrait as JSON and back: docs/formats/portrait.md

#include <string>
#include <utility>

#include <nlohmann/json.hpp>

#include "base/fault.h"
#include "interop/json_input.h"
#include "interop/person_json.h"
#include "service/portrait.h"

namespace foothold {
namespace {

using nlohmann::ordered_json;

constexpr auto kFormat = "foothold-portrait/1";
constexpr auto kLimits = json_limits{.bytes = std::size_t{1U} << 20U, .depth = 8U};

tl::unexpected<error> no_portrait(std::string const& why) {
  return fail(errc::bad_input, "the portrait cannot be read: " + why);
}

}  // namespace

std::string write_portrait(portrait const& p, territory const& t) {
  auto out = ordered_json{{"format", kFormat}, {"person", ordered_json::parse(write_person(t, p.who, p.children))}};
  out["notes"] = ordered_json::array();
  for (auto const& n : p.notes) {
    out["notes"].push_back({{"kind", word(n.kind)}, {"table", n.table}, {"field", n.field}, {"why", n.why}});
  }
  return out.dump(2, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

result<plan_question> question_of_portrait(std::string_view const text, territory const& t, date const as_of) {
  auto const value = parse_json("portrait", text, kLimits);
  if (!value) {
    return no_portrait(format_fault(value.error()));
  }
  if (!value->is_object() || value->value("format", "") != kFormat || !value->contains("person")) {
    return no_portrait("expected the format foothold-portrait/1");
  }
  auto with_person = t;
  auto const load = add_person(with_person, "portrait", (*value)["person"].dump());
  if (!load.value) {
    return no_portrait(load.found.empty() ? "no person" : format_fault(load.found.front()));
  }
  if (with_person.facts.size() != t.facts.size()) {
    return no_portrait("it names facts that this territory does not know");
  }
  auto q = plan_question{.who = with_person.people[*load.value], .children = {}, .goal = {}, .as_of = as_of};
  for (auto const kid : q.who.cares_for) {
    q.children.push_back(with_person.children[kid]);
  }
  return q;
}

}  // namespace foothold
