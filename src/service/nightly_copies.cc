#include "service/nightly_copies.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/moment.h"
#include "service/copies.h"
#include "sys/file.h"
#include "vault/key_backup.h"

namespace foothold {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kCopyNote = "last-copy";
constexpr std::string_view kCopyWord = "foothold-copied/1 ";
constexpr auto kLongestNote = std::uint64_t{100U};

std::chrono::sys_seconds now_of(installation& office) {
  return std::chrono::floor<std::chrono::seconds>(office.clock().now());
}

bool is_of_today(std::optional<std::chrono::sys_seconds> const& at, std::chrono::sys_seconds const now) {
  return at && std::chrono::floor<std::chrono::days>(*at) == std::chrono::floor<std::chrono::days>(now);
}

std::optional<std::chrono::sys_seconds> last_copy(fs::path const& data) {
  auto const text = read_file(data / kCopyNote, kLongestNote);
  if (!text || !text->starts_with(kCopyWord) || !text->ends_with('\n')) {
    return std::nullopt;
  }
  return parse_moment(std::string_view{*text}.substr(kCopyWord.size(), text->size() - kCopyWord.size() - 1U));
}

// Only copies of this installation, by what stands in them.
std::size_t remove_old_key_copies(fs::path const& folder, std::string const& installation,
                                  std::chrono::sys_seconds const now) {
  auto ignored = std::error_code{};
  auto removed = std::size_t{0U};
  for (auto const& entry : fs::directory_iterator{folder, ignored}) {
    auto const name = entry.path().filename().string();
    if (!name.starts_with("keys-") || !name.ends_with(".backup") || !entry.is_regular_file(ignored)) {
      continue;
    }
    auto const head = mapped_file::open(entry.path()).and_then([](mapped_file const& copy) {
      return read_key_backup_head(copy.text());
    });
    if (head && head->installation == installation && now - head->made_at > kKeyCopiesKept &&
        fs::remove(entry.path(), ignored)) {
      ++removed;
    }
  }
  return removed;
}

result<restored> try_copy(installation& office, settings const& s, fs::path const& file) {
  auto const& at = office.options().data;
  return drill_copy(at, office.keys(), office.clock(), {.file = file}, std::chrono::hours{s.copy_of_keys_hours})
      .and_then([&](restored&& found) -> result<restored> {
        if (!found.fault.empty()) {
          return fail(errc::broken, fmt::format("{}: {}", file.string(), found.fault));
        }
        return std::move(found);
      });
}

}  // namespace

result<void> note_copy(fs::path const& data, std::chrono::sys_seconds const at) {
  return write_file(data / kCopyNote, fmt::format("{}{}\n", kCopyWord, format_moment(at)), readers::owner);
}

result<nightly_report> make_nightly_copies(installation& office, settings const& s) {
  auto report = nightly_report{};
  if (s.copies.empty()) {
    return report;
  }
  auto const state = state_of_copies(office);
  if (!is_of_today(state.keys, state.now)) {
    auto keys = office.keys().back_up(s.key_copies);
    if (!keys) {
      return tl::make_unexpected(keys.error());
    }
    report.keys = std::move(*keys);
  }
  report.key_copies_removed = remove_old_key_copies(s.key_copies, office.keys().installation(), state.now);
  if (is_of_today(state.data, state.now)) {
    return report;
  }
  auto const made =
      make_copy(office, {.out = s.copies, .keys_copied_within = std::chrono::hours{s.copy_of_keys_hours}});
  if (!made) {
    return tl::make_unexpected(made.error());
  }
  report.data = made->file;
  if (!state.drill || state.now - *state.drill > kTryCopiesEvery) {
    auto tried = try_copy(office, s, made->file);
    if (!tried) {
      return tl::make_unexpected(tried.error());
    }
    report.drill = std::move(*tried);
  }
  return note_copy(office.options().data.folder, made->made_at).map([&] { return std::move(report); });
}

copy_state state_of_copies(installation& office) {
  auto const& data = office.options().data.folder;
  auto out = copy_state{.now = now_of(office)};
  if (auto const keys = last_key_backup(office.keys().folder(), office.keys().installation())) {
    out.keys = *keys;
  }
  out.data = last_copy(data);
  if (auto const drill = last_good_drill(data)) {
    out.drill = drill->at;
  }
  return out;
}

}  // namespace foothold
