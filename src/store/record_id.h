#pragma once
// 128 random bits that name a row for ever, outside and inside; 32 lower-case hex digits as text. They say nothing
// about when or in which order rows were made.

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace foothold {

inline constexpr std::size_t kIdBytes{16U};

template <typename Tag>
struct record_id {
  std::array<std::uint8_t, kIdBytes> bytes{};

  [[nodiscard]] bool valid() const { return *this != record_id{}; }  // all zero names nothing
  auto operator<=>(record_id const&) const = default;
};

[[nodiscard]] std::string format_id(std::array<std::uint8_t, kIdBytes> const& bytes);
// Nothing for anything but 32 lower-case hex digits that are not all 0.
[[nodiscard]] std::optional<std::array<std::uint8_t, kIdBytes>> parse_id(std::string_view text);
// From the system's randomness.
[[nodiscard]] std::array<std::uint8_t, kIdBytes> random_id();

template <typename Tag>
[[nodiscard]] std::string format_id(record_id<Tag> const& id) {
  return format_id(id.bytes);
}
template <typename Id>
[[nodiscard]] std::optional<Id> parse_id_as(std::string_view const text) {
  auto const bytes = parse_id(text);
  return bytes ? std::optional<Id>{Id{*bytes}} : std::nullopt;
}
template <typename Id>
[[nodiscard]] Id new_id() {
  return Id{random_id()};
}

using organisation_id = record_id<struct organisation_id_tag>;
using staff_id = record_id<struct staff_id_tag>;
using household_id = record_id<struct household_id_tag>;
using person_id = record_id<struct person_id_tag>;
using child_id = record_id<struct child_id_tag>;
using skill_id = record_id<struct skill_id_tag>;
using portrait_id = record_id<struct portrait_id_tag>;
using plan_id = record_id<struct plan_id_tag>;
using objection_id = record_id<struct objection_id_tag>;
using decision_id = record_id<struct decision_id_tag>;
using mediator_id = record_id<struct mediator_id_tag>;
using permission_id = record_id<struct permission_id_tag>;
using paper_id = record_id<struct paper_id_tag>;
using task_id = record_id<struct task_id_tag>;
using job_id = record_id<struct job_id_tag>;

}  // namespace foothold
