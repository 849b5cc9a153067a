#pragma once
// A copy comes back: into an empty installation, or for a drill into a folder that is removed afterwards. Everything is
// looked at before it counts, and the ledger of today is carried out first, so that no erased person comes back with
// it.

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "service/copies.h"
#include "service/copy_file.h"
#include "service/erasing.h"
#include "store/audit_verify.h"
#include "store/store_options.h"
#include "sys/clock.h"
#include "vault/vault.h"

namespace foothold {

struct restoring_options {
  std::filesystem::path file;
  two_shares shares{};  // where the key of the copy's month was destroyed or lost
  progress_function tell{};
  std::function<void(std::string_view)> at{};  // as in copy_options
};

struct restored {
  std::chrono::sys_seconds copy_of{};
  engine_kind copied_from{engine_kind::sqlite};
  std::uint32_t schema{0U};
  std::vector<table_sum> tables;  // as they came
  std::int64_t rows{0};
  audit_report audit;             // as it came
  std::vector<rows_back> erased;  // whose rows the copy still had; they were taken out
  std::int64_t files{0};          // uploaded ones, with their bytes
  std::int64_t snapshots{0};      // of the territory
  std::int64_t pages{0};          // of people that were opened with a grant, to try
  std::chrono::milliseconds filled{0}, compared{0}, opened{0}, whole{0};  // how long it took
  // What does not hold although the copy is whole: the audit, a file that is not in it, or a page that does not open.
  // Empty: all is well.
  std::string fault;
};

// `target` is the installation's place, which must hold no data; the keys are those of today. conflict: it holds data,
// or another process has it; else as read_copy(). What was found is in the answer; whatever the end, the place holds
// everything or nothing. A fault in it is told and does not keep the data away.
[[nodiscard]] result<restored> restore_copy(store_options const& target, vault& keys, time_source const& clock,
                                            restoring_options const& options);

// The same into DIR/drill, which is removed again. Nothing else is touched, so that it may run beside a server. A drill
// without a fault is remembered.
[[nodiscard]] result<restored> drill_copy(store_options const& installation, vault& keys, time_source const& clock,
                                          restoring_options const& options, std::chrono::hours keys_copied_within);

// When the last drill went well; later than kDrillEvery it is time to worry. not_found: never.
inline constexpr std::chrono::days kDrillEvery{35};
struct good_drill {
  std::chrono::sys_seconds at{};
  std::chrono::sys_seconds copy_of{};
};
[[nodiscard]] result<good_drill> last_good_drill(std::filesystem::path const& data);

}  // namespace foothold
