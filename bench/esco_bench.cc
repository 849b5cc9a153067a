// How long an ESCO import takes, how long the image takes to open, and how large it is: everything under the given
// paths. usage: esco_bench [PATH...] (without: ../shared/data/esco of the checkout). Every opened image is checked by
// its counts.

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

#include <fmt/core.h>
#include <unistd.h>

#include "interop/esco_import.h"
#include "sys/file.h"
#include "taxonomy/esco.h"

namespace {

using namespace foothold;
namespace fs = std::filesystem;

template <typename F>
double milliseconds(F const& work) {
  auto const start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

void print(char const* const what, std::vector<double> times) {
  std::ranges::sort(times);
  fmt::print("{}\tmedian {:.1f} ms\tmin {:.1f}\tmax {:.1f}\truns {}\n", what, times[times.size() / 2U], times.front(),
             times.back(), times.size());
}

int run(std::vector<fs::path> const& paths) {
  auto const file = fs::temp_directory_path() / fmt::format("foothold-esco-bench-{}.img", ::getpid());
  auto builds = std::vector<double>{};
  auto bytes = std::string{};
  for (auto i = 0; i != 5; ++i) {
    auto report = esco_import_report{};
    auto why = std::string{};
    builds.push_back(milliseconds([&] {
      auto image = import_esco({.paths = paths}, report);
      if (!image) {
        why = image.error().message;
        return;
      }
      bytes = std::move(*image);
      if (auto const written = write_file(file, bytes); !written) {
        why = written.error().message;
      }
    }));
    if (!why.empty()) {
      fmt::print(stderr, "{}\n", why);
      return 1;
    }
  }
  auto opens = std::vector<double>{};
  auto concepts = std::size_t{0U};
  auto wrong = 0;
  for (auto i = 0; i != 51; ++i) {
    opens.push_back(milliseconds([&] {
      auto const mapped = mapped_file::open(file);
      auto const image = mapped ? esco::open(mapped->bytes()) : tl::unexpected{mapped.error()};
      auto const size = image ? image->size() : 0U;
      wrong += size == 0U || (concepts != 0U && size != concepts) ? 1 : 0;
      concepts = size;
    }));
  }
  fs::remove(file);
  print("build (read, unpack, check, write, sync)", builds);
  print("open (map, checksum, all bounds)", opens);
  fmt::print("image\t{} bytes\t{} concepts\twrong {}\n", bytes.size(), concepts, wrong);
  return wrong == 0 ? 0 : 1;
}

}  // namespace

int main(int const argc, char** const argv) {
  auto paths = std::vector<fs::path>(argv + 1, argv + argc);
  if (paths.empty()) {
    paths.emplace_back(fs::path{FOOTHOLD_SOURCE_DIR} / "../shared/data/esco");
  }
  if (!fs::exists(paths.front())) {
    fmt::print(stderr, "SKIPPED: {} is not there; nothing was measured\n", paths.front().string());
    return 0;
  }
  return run(paths);
}
