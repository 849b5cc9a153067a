#include "interop/plan_value.h"

#include <limits>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "interop/json_input.h"
#include "interop/json_words.h"
#include "interop/plan_json.h"

namespace foothold {

namespace {

using nlohmann::ordered_json;

constexpr auto kMostSteps = std::size_t{1000U};

ordered_json to_json(reason const& r) {
  auto out = ordered_json{{"key", r.key}, {"args", ordered_json::array()}};
  for (auto const& [name, value] : r.args) {
    out["args"].push_back({{"name", name}, {"value", value}});
  }
  return out;
}

ordered_json to_json(std::vector<reason> const& reasons) {
  auto out = ordered_json::array();
  for (auto const& r : reasons) {
    out.push_back(to_json(r));
  }
  return out;
}

ordered_json to_json(plan_step const& s) {
  return {{"kind", word_of(kStepKinds, s.kind)},
          {"offer", s.offer},
          {"session", s.session},
          {"child", s.child},
          {"start", format_date(s.start)},
          {"end", format_date(s.end)},
          {"gives", s.gives},
          {"needs", s.needs},
          {"price", s.price},
          {"minutes", s.minutes},
          {"provisional", s.provisional},
          {"critical", s.critical},
          {"reasons", to_json(s.reasons)}};
}

ordered_json to_json(tight_constraint const& t) {
  return {{"what", to_json(t.what)}, {"sooner", t.sooner.count()}, {"gain", t.gain}, {"opens", t.opens}};
}

// Reads one plan; all members share file and fault list.
class plan_reader {
public:
  plan_reader(std::string_view const file, faults& found) : file_{file}, found_{found} {}

  plan read(nlohmann::json const& value, std::string path);
  std::vector<reason> read_reasons(json_object& object, std::string_view const key) {
    return list_in<reason>(object, key,
                           [&](auto const& v, std::string path) { return read_reason(v, std::move(path)); });
  }

private:
  template <typename T, typename Read>
  std::vector<T> list_in(json_object& object, std::string_view const key, Read const& read) {
    auto out = std::vector<T>{};
    auto const* const list = object.array(key);
    if (list != nullptr && list->size() > kMostSteps) {
      object.wrong(key, fmt::format("at most {} entries", kMostSteps));
      return out;
    }
    for (auto i = std::size_t{0U}; list != nullptr && i != list->size(); ++i) {
      out.push_back(read((*list)[i], fmt::format("{}[{}]", object.path_of(key), i)));
    }
    return out;
  }

  static milli_days value_in(json_object& object, std::string_view const key) {
    return object.whole(key, -kMostJsonValue, kMostJsonValue);
  }

  reason read_reason(nlohmann::json const& value, std::string path);
  plan_step read_step(nlohmann::json const& value, std::string path);
  tight_constraint read_tight(nlohmann::json const& value, std::string path);

  std::string file_;
  faults& found_;
};

reason plan_reader::read_reason(nlohmann::json const& value, std::string path) {
  auto object = json_object{value, std::move(path), file_, found_};
  auto out = reason{};
  out.key = object.text("key");
  using argument = std::pair<std::string, std::string>;
  out.args = list_in<argument>(object, "args", [&](nlohmann::json const& v, std::string at) {
    auto pair = json_object{v, std::move(at), file_, found_};
    auto name = pair.text("name");
    auto text = pair.member("value") == nullptr ? std::string{} : pair.text("value", false);
    pair.no_others();
    return argument{std::move(name), std::move(text)};
  });
  object.no_others();
  return out;
}

plan_step plan_reader::read_step(nlohmann::json const& value, std::string path) {
  auto object = json_object{value, std::move(path), file_, found_};
  auto out = plan_step{};
  out.kind = word_in(object, "kind", kStepKinds);
  out.offer = object.text("offer");
  out.session = object.text("session", false);
  out.child = object.text("child", false);
  out.start = object.day("start").value_or(date{});
  out.end = object.day("end").value_or(date{});
  out.gives = object.texts("gives");
  out.needs = object.texts("needs");
  out.price = value_in(object, "price");
  out.minutes = static_cast<std::uint32_t>(object.whole("minutes", 0, std::numeric_limits<std::uint32_t>::max()));
  out.provisional = object.yes("provisional");
  out.critical = object.yes("critical");
  out.reasons = read_reasons(object, "reasons");
  object.no_others();
  return out;
}

tight_constraint plan_reader::read_tight(nlohmann::json const& value, std::string path) {
  auto object = json_object{value, path, file_, found_};
  auto out = tight_constraint{};
  if (auto const* const what = object.member("what")) {
    out.what = read_reason(*what, object.path_of("what"));
  }
  out.sooner = days{static_cast<int>(object.whole("sooner", -100'000, 100'000))};
  out.gain = value_in(object, "gain");
  out.opens = object.yes("opens");
  object.no_others();
  return out;
}

plan plan_reader::read(nlohmann::json const& value, std::string path) {
  auto object = json_object{value, std::move(path), file_, found_};
  auto out = plan{};
  if (auto const format = object.text("format"); !format.empty() && format != kPlanFormat) {
    object.wrong("format", fmt::format("\"{}\"", kPlanFormat));
  }
  out.person = object.text("person");
  out.goal = object.text("goal");
  out.status = word_in(object, "status", kPlanStatuses);
  auto const some = out.status != plan_status::none;
  out.reached = object.text("reached", some);
  out.as_of = object.day("as_of").value_or(date{});
  out.ready = object.day("ready").value_or(date{});
  out.goal_day = object.day("goal_day", some).value_or(date{});
  out.territory_hash = object.text("territory_hash");
  out.rules_hash = object.text("rules_hash");
  out.policy_hash = object.text("policy_hash");
  out.policy_version = object.text("policy_version");
  out.engine = object.text("engine");
  out.provisional = object.yes("provisional");
  out.value = value_in(object, "value");
  out.bound = value_in(object, "bound");
  out.goal_offset = value_in(object, "goal_offset");
  out.steps =
      list_in<plan_step>(object, "steps", [&](auto const& v, std::string at) { return read_step(v, std::move(at)); });
  out.tight = list_in<tight_constraint>(object, "tight",
                                        [&](auto const& v, std::string at) { return read_tight(v, std::move(at)); });
  out.missing = read_reasons(object, "missing");
  object.no_others();
  return out;
}

}  // namespace

ordered_json plan_value(plan const& p) {
  auto const some = p.status != plan_status::none;
  auto out = ordered_json{{"format", kPlanFormat},
                          {"person", p.person},
                          {"goal", p.goal},
                          {"reached", some ? ordered_json(p.reached) : ordered_json()},
                          {"as_of", format_date(p.as_of)},
                          {"ready", format_date(p.ready)},
                          {"goal_day", some ? ordered_json(format_date(p.goal_day)) : ordered_json()},
                          {"territory_hash", p.territory_hash},
                          {"rules_hash", p.rules_hash},
                          {"policy_hash", p.policy_hash},
                          {"policy_version", p.policy_version},
                          {"engine", p.engine},
                          {"status", word_of(kPlanStatuses, p.status)},
                          {"provisional", p.provisional},
                          {"value", p.value},
                          {"bound", p.bound},
                          {"goal_offset", p.goal_offset},
                          {"steps", ordered_json::array()},
                          {"tight", ordered_json::array()},
                          {"missing", to_json(p.missing)}};
  for (auto const& step : p.steps) {
    out["steps"].push_back(to_json(step));
  }
  for (auto const& t : p.tight) {
    out["tight"].push_back(to_json(t));
  }
  return out;
}

ordered_json reasons_value(std::vector<reason> const& reasons) {
  return to_json(reasons);
}

plan read_plan_value(nlohmann::json const& value, std::string path, std::string_view const file, faults& found) {
  return plan_reader{file, found}.read(value, std::move(path));
}

std::vector<reason> read_reasons_value(json_object& object, std::string_view const key, std::string_view const file,
                                       faults& found) {
  return plan_reader{file, found}.read_reasons(object, key);
}

}  // namespace foothold
