#pragma once
// The register of automated functions (data/functions.json, docs/formats/functions.md): everything that the program
// works out by itself and that touches people. Code names a function by the enum only, and the register must have each
// of them.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/fault.h"

namespace foothold {

enum class automated_function : std::uint8_t { plan, allocation, name_search, referral_end, reminders, retention };
inline constexpr auto kAutomatedFunctions = {automated_function::plan,        automated_function::allocation,
                                             automated_function::name_search, automated_function::referral_end,
                                             automated_function::reminders,   automated_function::retention};

// Its id in the register, in decisions.function and in the keys of the catalogue ("functions.plan.does").
[[nodiscard]] std::string_view id_of(automated_function f);
[[nodiscard]] std::optional<automated_function> function_of(std::string_view id);

struct registered_function {
  automated_function is{};
  std::vector<std::string> reads;  // tables of the file
  bool human_act{false};           // nothing follows from it before a human acts
  bool may_be_negative{false};     // what comes out may be bad for somebody
  std::string classified;          // as_if_high_risk
  std::string article, source;     // of the law, and where it was read
  date reviewed_on, review_due;
};

struct functions_load {
  std::vector<registered_function> value;  // in the order of the file; empty where there is a fault
  faults found;
};
// A function that is not there, is there twice, or that the program does not know, is a fault.
[[nodiscard]] functions_load read_functions(std::string_view file, std::string_view text);

// Those inside the program. Read once, from any thread.
[[nodiscard]] std::vector<registered_function> const& registered_functions();

}  // namespace foothold
