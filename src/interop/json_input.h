#pragma once
// Reading JSON that others wrote: limits first, then one clear sentence with the place of each fault.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>
#include <tl/expected.hpp>

#include "base/date.h"
#include "base/result.h"

namespace foothold {

struct json_limits {
  std::size_t bytes{64U << 20U};
  std::size_t depth{32U};
};

// A list of the outermost object that may be too long to hold: its members are handed over one by one, with their
// position, and are not kept.
struct json_rows {
  std::string_view member;
  std::function<void(nlohmann::json const&, std::size_t)> use;
};

// Whole text, UTF-8. The fault has the line where the reading stopped.
tl::expected<nlohmann::json, fault> parse_json(std::string_view file, std::string_view text, json_limits limits = {},
                                               json_rows const& rows = {});

// The members of one object. A member of the wrong shape is reported with its path ("$.steps[2].start") and gives a
// default value; ask `no_others()` last. The object must outlive the reader.
class json_object {
public:
  // `value` that is no object is reported; then every member is absent and nothing more is reported.
  json_object(nlohmann::json const& value, std::string path, std::string file, faults& found);

  std::string text(std::string_view key, bool needed = true);
  std::int64_t whole(std::string_view key, std::int64_t low, std::int64_t high,
                     std::optional<std::int64_t> fallback = {});
  // Decimal number times `scale`, rounded to a whole number.
  std::int64_t scaled(std::string_view key, double low, double high, double scale, std::optional<double> fallback = {});
  bool yes(std::string_view key, bool needed = true);
  std::optional<date> day(std::string_view key, bool needed = true);
  std::vector<std::string> texts(std::string_view key, bool needed = true);
  nlohmann::json const* array(std::string_view key, bool needed = true);
  nlohmann::json const* member(std::string_view key, bool needed = true);

  // Every member that was never asked for is a fault that names the nearest known one.
  void no_others();

  [[nodiscard]] std::string path_of(std::string_view key) const;
  [[nodiscard]] bool usable() const { return object_ != nullptr; }
  void wrong(std::string_view key, std::string expected);

private:
  nlohmann::json const* object_;
  std::string path_;
  std::string file_;
  faults& found_;
  std::vector<std::string> asked_;
};

}  // namespace foothold
