#include "model/fact.h"

#include <algorithm>

namespace foothold {

namespace {

constexpr auto kLanguageLevels = std::array<std::string_view, 6>{"a1", "a2", "b1", "b2", "c1", "c2"};
constexpr auto kDigitalLevels = std::array<std::string_view, 3>{"start", "basic", "office"};

bool is_name_part(std::string_view const text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char const c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.';
  });
}

}  // namespace

std::span<std::string_view const> ladder_of(std::string_view const family) {
  if (family == "language") {
    return kLanguageLevels;
  }
  if (family == "digital") {
    return kDigitalLevels;
  }
  return {};
}

std::optional<fact_parts> split_fact(std::string_view const name) {
  auto const first = name.find(':');
  if (first == std::string_view::npos) {
    return std::nullopt;
  }
  auto const second = name.find(':', first + 1U);
  auto parts = fact_parts{name.substr(0U, first), name.substr(first + 1U, second - first - 1U), {}};
  if (second != std::string_view::npos) {
    parts.level = name.substr(second + 1U);
    if (!is_name_part(parts.level)) {
      return std::nullopt;
    }
    auto const ladder = ladder_of(parts.family);
    if (!ladder.empty() && std::find(ladder.begin(), ladder.end(), parts.level) == ladder.end()) {
      return std::nullopt;
    }
  } else if (!ladder_of(parts.family).empty()) {
    return std::nullopt;
  }
  return is_name_part(parts.family) && is_name_part(parts.subject) ? std::optional{parts} : std::nullopt;
}

fact_table::fact_table() {
  for (auto const name : {kWorkAccessEmployment, kWorkAccessSelfEmployment, kWorkAccessInternship, kPermitExtended}) {
    add(name);
  }
}

fact_idx fact_table::add(std::string_view const name) {
  if (auto const known = find(name)) {
    return *known;
  }
  auto implied = std::vector<fact_idx>{};
  if (auto const parts = split_fact(name); parts && !parts->level.empty()) {
    auto const stem = std::string{name.substr(0U, name.size() - parts->level.size())};
    for (auto const level : ladder_of(parts->family)) {
      if (level == parts->level) {
        break;
      }
      implied.push_back(add(stem + std::string{level}));
    }
  }
  auto const id = names_.push_back(std::string{name});
  implied.insert(implied.begin(), id);
  implied_.push_back(std::move(implied));
  index_.emplace(std::string{name}, id);
  return id;
}

std::optional<fact_idx> fact_table::find(std::string_view const name) const {
  auto const it = index_.find(name);
  return it == index_.end() ? std::nullopt : std::optional{it->second};
}

}  // namespace foothold
