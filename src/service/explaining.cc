#include "service/explaining.h"

#include <utility>

#include <nlohmann/json.hpp>

#include "base/fault.h"
#include "interop/json_input.h"
#include "interop/plan_value.h"
#include "service/words.h"

namespace foothold {
namespace {

constexpr auto kFile = std::string_view{"trace"};
constexpr auto kLimits = json_limits{.bytes = std::size_t{4U} << 20U, .depth = 16U};

class trace_reader {
public:
  trace_reader(territory const& t, catalogue const& c, date const as_of)
      : index_{t}, say_{t, index_, c}, as_of_{as_of} {}

  void read(nlohmann::json const& trace, explanation& to) {
    auto whole = json_object{trace, "$", std::string{kFile}, found_};
    if (auto const* const f = whole.member("found")) {
      auto o = json_object{*f, "$.found", std::string{kFile}, found_};
      to.status = o.text("status");
      auto const reached = o.text("reached", false);
      to.reached = reached.empty() ? std::string{} : say_.job(reached);
      each(o, "steps", [&](json_object& s) { to.steps.push_back(step(s)); });
      each(o, "tight", [&](json_object& s) {
        auto const* const what = s.member("what");
        if (what != nullptr) {
          to.tight.push_back(reason_in(*what));
        }
      });
      to.missing = reasons(o, "missing");
    }
    each(whole, "used",
         [&](json_object& u) { to.used.push_back({u.text("member"), u.text("which", false), u.text("table")}); });
  }

  [[nodiscard]] faults const& found() const { return found_; }

private:
  template <typename Use>
  void each(json_object& o, std::string_view const key, Use const& use) {
    auto const* const list = o.array(key);
    for (auto i = std::size_t{0U}; list != nullptr && i != list->size(); ++i) {
      auto one = json_object{(*list)[i], o.path_of(key), std::string{kFile}, found_};
      use(one);
    }
  }

  explained_step step(json_object& s) {
    return {.what = say_.step(s.text("offer")),
            .start = s.day("start").value_or(date{}),
            .end = s.day("end").value_or(date{}),
            .reasons = reasons(s, "reasons")};
  }
  std::vector<explained_reason> reasons(json_object& o, std::string_view const key) {
    auto out = std::vector<explained_reason>{};
    for (auto const& r : read_reasons_value(o, key, kFile, found_)) {
      out.push_back({r.key, say_.reason(r, as_of_)});
    }
    return out;
  }
  explained_reason reason_in(nlohmann::json const& what) {
    auto const wrapped = nlohmann::json{{"one", nlohmann::json::array({what})}};
    auto o = json_object{wrapped, "$.tight", std::string{kFile}, found_};
    auto list = reasons(o, "one");
    return list.empty() ? explained_reason{} : std::move(list.front());
  }

  territory_index index_;
  speaker say_;
  date as_of_;
  faults found_{};
};

}  // namespace

result<explanation> explain_plan(std::string_view const trace, territory const& t, catalogue const& c) {
  auto head = read_trace_head(trace);
  auto const value = parse_json(kFile, trace, kLimits);
  if (!head || !value) {
    return fail(errc::bad_input, head ? format_fault(value.error()) : head.error().message);
  }
  auto out = explanation{};
  out.head = std::move(*head);
  auto reader = trace_reader{t, c, out.head.as_of};
  reader.read(*value, out);
  if (!reader.found().empty()) {
    return fail(errc::bad_input, format_fault(reader.found().front()));
  }
  return out;
}

}  // namespace foothold
