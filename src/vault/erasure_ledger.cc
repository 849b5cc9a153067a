#include "vault/erasure_ledger.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <optional>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "sys/file.h"
#include "sys/hash.h"

namespace foothold {
namespace {

constexpr std::string_view kFirstWord = "foothold-erasures/1 ";
constexpr auto kMostBytes = std::uint64_t{8} << 30U;

std::string hash_after(std::string_view const before, std::string_view const line) {
  auto h = hasher{};
  h.add_part(before);
  h.add_part(line);
  return std::move(h).hex();
}

std::string first_line(std::string_view const installation) {
  return fmt::format("{}{}", kFirstWord, installation);
}

std::string line_of(erasure const& e) {
  return fmt::format("{} {} {}", e.number, e.at.time_since_epoch().count(), e.subject);
}

std::optional<std::int64_t> number_of(std::string_view const text) {
  auto value = std::int64_t{0};
  auto const [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
  return failed == std::errc{} && end == text.data() + text.size() ? std::optional{value} : std::nullopt;
}

// NUMBER SECONDS SUBJECT HASH, each after one space.
std::optional<erasure> read_line(std::string_view const line) {
  auto parts = std::array<std::string_view, 4>{};
  auto rest = line;
  for (auto i = std::size_t{0U}; i != parts.size(); ++i) {
    auto const end = rest.find(' ');
    if ((end == std::string_view::npos) != (i + 1U == parts.size())) {
      return std::nullopt;
    }
    parts[i] = rest.substr(0U, end);
    rest.remove_prefix(std::min(rest.size(), parts[i].size() + 1U));
  }
  auto const number = number_of(parts[0]);
  auto const seconds = number_of(parts[1]);
  if (!number || !seconds || !is_subject(parts[2])) {
    return std::nullopt;
  }
  auto found = erasure{*number, std::chrono::sys_seconds{std::chrono::seconds{*seconds}}, std::string{parts[2]},
                       std::string{parts[3]}};
  // There is one way to write it, so that the hash covers every byte.
  return fmt::format("{} {}", line_of(found), found.head) == line ? std::optional{std::move(found)} : std::nullopt;
}

tl::unexpected<error> failed(std::filesystem::path const& file, std::string_view const act) {
  auto const code = errno == ENOSPC || errno == EDQUOT ? errc::no_room : errc::broken;
  return fail(code, fmt::format("{}: cannot {}: {}", file.string(), act, std::generic_category().message(errno)));
}

}  // namespace

bool is_subject(std::string_view const text) {
  return !text.empty() && text.size() <= kLongestSubject &&
         std::all_of(text.begin(), text.end(), [](char const c) { return c > ' ' && c <= '~'; });
}

result<ledger_text> parse_ledger(std::string_view const text) {
  auto out = ledger_text{};
  auto line_number = std::int64_t{0};
  while (true) {
    auto const rest = text.substr(out.length);
    auto const end = rest.find('\n');
    if (end == std::string_view::npos) {
      return out;
    }
    auto const line = rest.substr(0U, end);
    if (line_number == 0) {
      if (!line.starts_with(kFirstWord) || !is_subject(line.substr(kFirstWord.size()))) {
        return fail(errc::broken, "the erasure ledger does not begin as one");
      }
      out.installation = line.substr(kFirstWord.size());
      out.head = hash_after("", line);
    } else {
      auto found = read_line(line);
      if (!found || found->number != line_number || found->head != hash_after(out.head, line_of(*found))) {
        return fail(errc::broken, fmt::format("the erasure ledger was changed or damaged: line {} does not follow from "
                                              "the lines before it",
                                              line_number + 1));
      }
      out.head = found->head;
      out.entries.push_back(std::move(*found));
    }
    ++line_number;
    out.length += end + 1U;
  }
}

std::string const& head_after(ledger_text const& ledger, std::int64_t const count) {
  static auto const kNone = std::string{};
  return count <= 0 || count > static_cast<std::int64_t>(ledger.entries.size())
             ? kNone
             : ledger.entries[static_cast<std::size_t>(count) - 1U].head;
}

result<erasure_ledger> erasure_ledger::open(std::filesystem::path const& file, std::string const& installation) {
  auto const descriptor = ::open(file.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (descriptor < 0) {
    return failed(file, "open the erasure ledger");
  }
  auto opened = erasure_ledger{file, descriptor};
  auto const there = opened.read();
  if (!there) {
    return tl::make_unexpected(there.error());
  }
  opened.length_ = there->length;
  if (::ftruncate(descriptor, static_cast<off_t>(there->length)) != 0) {
    return failed(file, "cut off a half line");
  }
  if (there->length == 0U) {
    auto const line = first_line(installation);
    auto const begun = opened.add_bytes(line + "\n").and_then([&] { return sync_folder_of(file); });
    if (!begun) {
      return tl::make_unexpected(begun.error());
    }
    opened.head_ = hash_after("", line);
    return opened;
  }
  if (there->installation != installation) {
    return fail(errc::bad_input, fmt::format("{}: this is the ledger of another installation", file.string()));
  }
  opened.head_ = there->head;
  opened.count_ = static_cast<std::int64_t>(there->entries.size());
  return opened;
}

erasure_ledger::erasure_ledger(erasure_ledger&& other) noexcept
    : file_{std::move(other.file_)},
      descriptor_{std::exchange(other.descriptor_, -1)},
      count_{other.count_},
      length_{other.length_},
      head_{std::move(other.head_)} {}

erasure_ledger::~erasure_ledger() {
  if (descriptor_ >= 0) {
    ::close(descriptor_);
  }
}

result<std::string> erasure_ledger::text() const {
  return read_file(file_, kMostBytes);
}

result<ledger_text> erasure_ledger::read() const {
  auto const bytes = text();
  if (!bytes) {
    return tl::make_unexpected(bytes.error());
  }
  auto parsed = parse_ledger(*bytes);
  if (!parsed) {
    parsed.error().message = fmt::format("{}: {}", file_.string(), parsed.error().message);
  }
  return parsed;
}

result<void> erasure_ledger::add_bytes(std::string_view const bytes) {
  if (::write(descriptor_, bytes.data(), bytes.size()) != static_cast<ssize_t>(bytes.size())) {
    auto const why = failed(file_, "write");
    if (::ftruncate(descriptor_, static_cast<off_t>(length_)) != 0) {
      return failed(file_, "take back half a line");
    }
    return why;
  }
  if (::fdatasync(descriptor_) != 0) {
    return fail(errc::broken, fmt::format("{}: the disk could not confirm an erasure: stop, check the disk and start "
                                          "again",
                                          file_.string()));
  }
  length_ += bytes.size();
  return {};
}

result<erasure> erasure_ledger::append(std::string const& subject, std::chrono::sys_seconds const at) {
  if (!is_subject(subject)) {
    return fail(errc::wrong_use, fmt::format("an id has 1 to {} letters, digits or signs", kLongestSubject));
  }
  auto e = erasure{count_ + 1, at, subject, {}};
  auto const line = line_of(e);
  e.head = hash_after(head_, line);
  if (auto const added = add_bytes(fmt::format("{} {}\n", line, e.head)); !added) {
    return tl::make_unexpected(added.error());
  }
  head_ = e.head;
  count_ = e.number;
  return e;
}

}  // namespace foothold
