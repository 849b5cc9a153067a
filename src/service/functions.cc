#include "service/functions.h"

#include <algorithm>
#include <array>
#include <span>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/embedded.h"
#include "interop/json_file.h"

namespace foothold {

std::span<embedded_file const> embedded_functions();

namespace {

constexpr auto kFormat = "foothold-functions/1";
constexpr auto kLimits = json_limits{.bytes = std::size_t{256U} << 10U, .depth = 6U};
constexpr auto kIds =
    std::to_array<std::string_view>({"plan", "allocation", "name_search", "referral_end", "reminders", "retention"});

class register_reader {
public:
  register_reader(std::string_view const file, functions_load& to) : file_{file}, to_{to} {}

  void read(json_object& o) {
    auto const* const list = o.array("functions");
    for (auto i = std::size_t{0U}; list != nullptr && i != list->size(); ++i) {
      read_one((*list)[i], fmt::format("$.functions[{}]", i));
    }
    for (auto const f : kAutomatedFunctions) {
      auto const there = std::ranges::count(to_.value, f, &registered_function::is);
      if (there != 1) {
        to_.found.push_back({.file = file_,
                             .field = "$.functions",
                             .value = std::string{id_of(f)},
                             .expected = there == 0 ? "this function too" : "this function once"});
      }
    }
  }

private:
  void read_one(nlohmann::json const& value, std::string path) {
    auto o = json_object{value, std::move(path), file_, to_.found};
    auto f = registered_function{};
    if (auto const known = function_of(o.text("id"))) {
      f.is = *known;
    } else {
      o.wrong("id", "a function that the program knows");
    }
    f.reads = o.texts("reads");
    f.human_act = o.yes("human_act");
    f.may_be_negative = o.yes("may_be_negative");
    f.classified = o.text("classified");
    if (f.classified != "as_if_high_risk") {
      o.wrong("classified", "as_if_high_risk");
    }
    f.article = o.text("article");
    f.source = o.text("source");
    f.reviewed_on = o.day("reviewed_on").value_or(date{});
    f.review_due = o.day("review_due").value_or(date{});
    o.no_others();
    to_.value.push_back(std::move(f));
  }

  std::string file_;
  functions_load& to_;
};

}  // namespace

std::string_view id_of(automated_function const f) {
  return kIds.at(static_cast<std::size_t>(f));
}

std::optional<automated_function> function_of(std::string_view const id) {
  auto const at = std::ranges::find(kIds, id);
  return at == kIds.end() ? std::nullopt : std::optional{static_cast<automated_function>(at - kIds.begin())};
}

functions_load read_functions(std::string_view const file, std::string_view const text) {
  auto load = functions_load{};
  auto faulty = faults{};
  auto const whole = read_json_file(file, text, kLimits, kFormat, faulty,
                                    [&](json_object& o) { register_reader{file, load}.read(o); });
  std::ranges::move(faulty, std::back_inserter(load.found));
  if (!whole || !load.found.empty()) {
    load.value.clear();
  }
  return load;
}

std::vector<registered_function> const& registered_functions() {
  static auto const made = [] {
    auto load = read_functions("functions.json", embedded_functions().front().bytes);
    if (load.value.empty()) {
      throw std::logic_error{load.found.empty() ? "functions.json is empty" : format_fault(load.found.front())};
    }
    return std::move(load.value);
  }();
  return made;
}

}  // namespace foothold
