#include "service/territory_snapshots.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/fault.h"
#include "interop/folder.h"
#include "interop/territory_image.h"
#include "service/planning.h"
#include "sys/file.h"
#include "sys/folders.h"
#include "sys/hash.h"

namespace foothold {
namespace {

constexpr auto kPeople = std::to_array<std::string_view>({"people.csv", "households.csv", "children.csv"});
constexpr auto kMostBytes = std::uint64_t{8U} << 30U;

result<planning_ground> ground_of(std::string hash, std::vector<named_bytes> files, std::string const& where) {
  auto load = read_territory(std::move(files));
  if (!load.value) {
    auto const first = std::ranges::find_if(load.found, [](fault const& f) { return !f.warning; });
    return fail(errc::bad_input, fmt::format("{}: no territory to plan with: {}", where,
                                             first == load.found.end() ? "nothing in it" : format_fault(*first)));
  }
  auto place = std::make_shared<territory const>(*std::move(load.value));
  // The planner needs the territory as long as it lives.
  auto plans = make_planning(*place);
  return planning_ground{.snapshot = std::move(hash), .place = std::move(place), .plans = std::move(plans)};
}

result<void> keep(std::filesystem::path const& file, std::string const& image, std::string const& hash) {
  if (auto const there = read_file(file, kMostBytes); there && hash_hex(*there) == hash) {
    return {};
  }
  return make_private_folder(file.parent_path()).and_then([&] { return write_file(file, image, readers::owner); });
}

}  // namespace

std::filesystem::path snapshot_file(std::filesystem::path const& data, std::string_view const hash) {
  return data / "snapshots" / fmt::format("{}.territory", hash);
}

result<planning_ground> keep_snapshot(std::filesystem::path const& data, std::filesystem::path const& folder) {
  auto files = read_pack_folder(folder);
  if (!files) {
    return tl::make_unexpected(files.error());
  }
  std::erase_if(*files, [](named_bytes const& f) { return std::ranges::find(kPeople, f.name) != kPeople.end(); });
  auto const image = to_territory_image(*files);
  auto const hash = hash_hex(image);
  auto ground = ground_of(hash, std::move(*files), folder.string());
  if (!ground) {
    return ground;
  }
  auto const kept = keep(snapshot_file(data, hash), image, hash);
  return kept ? std::move(ground) : result<planning_ground>{tl::make_unexpected(kept.error())};
}

result<planning_ground> open_snapshot(std::filesystem::path const& data, std::string_view const hash) {
  if (!is_hash_hex(hash)) {
    return fail(errc::not_found, "a snapshot is named by 64 hexadecimal digits");
  }
  auto const file = snapshot_file(data, hash);
  auto const image = read_file(file, kMostBytes);
  if (!image) {
    return tl::make_unexpected(image.error());
  }
  if (hash_hex(*image) != hash) {
    return fail(errc::bad_input, file.string() + ": the bytes are not those of its name: the file is damaged");
  }
  return from_territory_image(*image).and_then(
      [&](std::vector<named_bytes> files) { return ground_of(std::string{hash}, std::move(files), file.string()); });
}

}  // namespace foothold
