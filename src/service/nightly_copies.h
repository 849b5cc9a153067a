#pragma once
// The copies that an installation makes of itself where config.json names folders for them: each day the keys, then the
// data; once a month the newest is tried. And how old all of this is, for whoever answers for it.

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>

#include "base/result.h"
#include "service/installation.h"
#include "service/restoring.h"
#include "service/settings.h"

namespace foothold {

inline constexpr std::chrono::days kTryCopiesEvery{28};  // before kDrillEvery, so that there is time to mend
inline constexpr std::chrono::days kKeyCopiesKept{30};   // older ones hold the keys of people who were erased
inline constexpr std::chrono::hours kCopiesAreLateAfter{48};

struct nightly_report {
  std::filesystem::path keys{}, data{};  // what was written; empty: there are those of today already
  std::size_t key_copies_removed{0U};
  std::optional<restored> drill{};
};

// Nothing where the settings name no folders. A copy of today is not made again. The first error ends it; what was done
// stays done. A drill that finds a fault is broken.
[[nodiscard]] result<nightly_report> make_nightly_copies(installation& office, settings const& s);

// Notes that there is a copy of the data, for copy_state.
[[nodiscard]] result<void> note_copy(std::filesystem::path const& data, std::chrono::sys_seconds at);

struct copy_state {
  std::optional<std::chrono::sys_seconds> keys{}, data{}, drill{};  // the last ones; nothing: never
  std::chrono::sys_seconds now{};

  [[nodiscard]] bool keys_late() const { return !keys || now - *keys > kCopiesAreLateAfter; }
  [[nodiscard]] bool data_late() const { return !data || now - *data > kCopiesAreLateAfter; }
  [[nodiscard]] bool drill_late() const { return !drill || now - *drill > kDrillEvery; }
};
[[nodiscard]] copy_state state_of_copies(installation& office);

}  // namespace foothold
