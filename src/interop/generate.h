#pragma once
// A territory of any size with the statistics of a given one. What offers give and need, their weekly patterns,
// lengths, costs, the months in which they start, the people with their children, facts and goals are drawn from the
// source's own rows; how many places there are for each person is set. The same source, settings and seed give the same
// bytes.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "model/territory.h"

namespace foothold {

struct generate_settings {
  std::uint64_t people{0U};
  std::optional<std::uint64_t> sessions{};   // without: as many as places_per_person asks for
  std::optional<std::uint64_t> offers{};     // without: sessions in the source's proportion
  std::optional<std::uint64_t> vacancies{};  // without: people in the source's proportion
  double places_per_person{4.0};             // places of all sessions together for each person
  std::uint32_t places_per_session_min{8U};
  std::uint32_t places_per_session_max{25U};  // scaled down or up where `sessions` is given, to keep places_per_person
  std::uint64_t seed{0U};
  // Of an area of a country: how many areas there are, and the country's seed. Sessions without a place to go to are
  // then the same in all areas, with the places of all of them together.
  std::uint64_t areas{1U};
  std::uint64_t country_seed{0U};
};

struct generated_size {
  std::uint64_t districts{0U}, organisations{0U}, offers{0U}, sessions{0U}, places{0U}, vacancies{0U}, people{0U};
  std::vector<std::pair<std::string, std::uint64_t>> shared;  // of an area: sessions of all areas, with their places
};

// Receives each file in pieces, one file after the other.
using file_sink = std::function<void(std::string_view file, std::string_view bytes)>;

// Memory for the source and one row, whatever the size: up to millions of people. bad_input when the source has no
// people or no sessions, or the settings cannot be met. Above 25,000 people the pack's zones are repeated as districts,
// joined by bus and car; everybody seeks work in the own district.
result<generated_size> generate_territory(territory const& source, generate_settings const& settings,
                                          file_sink const& sink);

}  // namespace foothold
