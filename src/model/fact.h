#pragma once
// Facts of a person: levels, documents, permits, modules. A fact is true from a day on.
//
// A fact's name is family:subject or family:subject:level, lower case (`language:de:b1`, `literacy:latin`,
// `document:diploma_translated`, `module:care:2`). Facts of a family with levels form a ladder: a person who
// holds a level also holds every lower level of the same subject.

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/vec_map.h"
#include "model/ids.h"
#include "model/label.h"

namespace foothold {

// Facts that the engines themselves know.
constexpr std::string_view kWorkAccessEmployment = "work_access:employment";
constexpr std::string_view kWorkAccessSelfEmployment = "work_access:self_employment";
constexpr std::string_view kWorkAccessInternship = "work_access:internship";
constexpr std::string_view kPermitExtended = "permit:extended";  // the right to stay reaches beyond permit_until

// Languages: a1 a2 b1 b2 c1 c2. Digital: start basic office. Every other family has no ladder.
std::span<std::string_view const> ladder_of(std::string_view family);

// family, subject, level ("" when there is none).
struct fact_parts {
  std::string_view family, subject, level;
};
// Nothing for a name that has not the shape above.
std::optional<fact_parts> split_fact(std::string_view name);

struct string_hash {
  using is_transparent = void;
  std::size_t operator()(std::string_view const s) const noexcept { return std::hash<std::string_view>{}(s); }
};

// All facts that a territory speaks of, with what each one implies.
class fact_table {
public:
  // Holds the facts that the engines know from the start.
  fact_table();

  // Adds the fact and every lower level of its ladder; returns the id of `name`.
  fact_idx add(std::string_view name);

  [[nodiscard]] std::optional<fact_idx> find(std::string_view name) const;
  [[nodiscard]] std::string const& name(fact_idx const f) const { return names_[f]; }
  [[nodiscard]] std::size_t size() const { return names_.size(); }

  // The fact itself and all lower levels of its ladder.
  [[nodiscard]] std::span<fact_idx const> implied(fact_idx const f) const { return implied_[f]; }

private:
  vec_map<fact_idx, std::string> names_;
  vec_map<fact_idx, std::vector<fact_idx>> implied_;
  std::unordered_map<std::string, fact_idx, string_hash, std::equal_to<>> index_;
};

}  // namespace foothold
