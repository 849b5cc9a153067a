#pragma once
// What the planner prepares once for a territory: who gives which fact, sessions by start, weekly patterns as half
// hours, and for a home and its ways to travel the reach of every kind of session ("shape"). Read-only after
// construction.

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/vec_map.h"
#include "model/territory.h"

namespace foothold {

using pattern_idx = strong_id<struct pattern_tag>;
using shape_idx = strong_id<struct shape_tag>;

// A weekly pattern and a place.
struct shape {
  pattern_idx pattern;
  zone_idx zone;
  bool online{false};

  auto operator<=>(shape const&) const = default;
};

// A shape seen from a home.
struct reach {
  bool possible{false};                       // there is a way there and back on each of its days
  std::uint16_t longest{0U};                  // minutes, one way
  std::uint16_t travel{0U};                   // minutes a week
  std::array<std::uint16_t, 7> round_trip{};  // minutes, by week day
  week_grid grid;                             // half hours away from home
};

struct timetable_session {
  std::int32_t start{0}, end{0};  // days since 1970
  std::int32_t apply_by{0};       // INT32_MAX: no deadline
  shape_idx shape;
  offer_idx offer;
  std::uint32_t taught{0U};                 // minutes in all, holidays left out
  std::uint32_t weekly{0U};                 // minutes a week: taught and home study
  std::uint32_t study{0U};                  // minutes of home study in all
  std::array<std::uint16_t, 7> meetings{};  // by week day, holidays left out
  bool women_only{false}, care_on_site{false};
};

class timetable {
public:
  explicit timetable(territory const& t);

  [[nodiscard]] territory const& of() const { return t_; }
  [[nodiscard]] std::span<offer_idx const> givers(fact_idx const f) const { return givers_[f]; }
  // What an offer gives with all lower levels, without what it needs anyway.
  [[nodiscard]] std::span<fact_idx const> gives(offer_idx const o) const { return gives_[o]; }
  // Sessions of an offer and of all offers, by start; childcare first on the same day, then by id.
  [[nodiscard]] std::span<session_idx const> sessions(offer_idx const o) const { return sessions_[o]; }
  [[nodiscard]] std::span<session_idx const> order() const { return order_; }
  [[nodiscard]] std::uint32_t rank(session_idx const s) const { return rank_[s]; }
  [[nodiscard]] timetable_session const& at(session_idx const s) const { return times_[s]; }
  [[nodiscard]] shape_idx job_shape(occupation_idx const o) const { return occupation_shapes_[o]; }
  [[nodiscard]] shape_idx job_shape(vacancy_idx const v) const { return vacancy_shapes_[v]; }
  [[nodiscard]] std::size_t shape_count() const { return shapes_.size(); }
  [[nodiscard]] week_pattern const& pattern(shape_idx const s) const { return patterns_[shapes_[s].pattern]; }
  [[nodiscard]] std::span<offer_idx const> childcare() const { return childcare_; }

  // The shape from a home with the given travel_mode bits.
  [[nodiscard]] reach reach_from(zone_idx home, std::uint8_t modes, shape_idx s) const;

private:
  [[nodiscard]] std::optional<unsigned> minutes(zone_idx from, zone_idx to, std::uint8_t modes, unsigned weekday,
                                                unsigned minute) const;
  shape_idx add_shape(week_pattern const& pattern, std::optional<zone_idx> zone);
  void add_sessions();
  void add_offers();

  territory const& t_;
  vecvec<fact_idx, offer_idx> givers_;
  vecvec<offer_idx, fact_idx> gives_;
  vecvec<offer_idx, session_idx> sessions_;
  std::vector<session_idx> order_;
  vec_map<session_idx, std::uint32_t> rank_;
  vec_map<session_idx, timetable_session> times_;
  vec_map<pattern_idx, week_pattern> patterns_;
  vec_map<shape_idx, shape> shapes_;
  vec_map<occupation_idx, shape_idx> occupation_shapes_;
  vec_map<vacancy_idx, shape_idx> vacancy_shapes_;
  std::vector<offer_idx> childcare_;
  std::vector<std::vector<std::uint32_t>> travel_;  // zone x zone -> rows of t_.travel
};

}  // namespace foothold
