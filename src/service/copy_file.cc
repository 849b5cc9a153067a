#include "service/copy_file.h"

#include <algorithm>
#include <charconv>
#include <map>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "store/neutral_form.h"
#include "vault/copy_key.h"
#include "vault/hex.h"
#include "vault/sealed_stream.h"

namespace foothold {
namespace {

constexpr std::string_view kFirstWord = "foothold-backup/1";
constexpr auto kLongestHead = std::size_t{4096U};
constexpr auto kWords = std::size_t{7U};
constexpr auto kLongestField = std::size_t{512U};

template <typename Number>
std::optional<Number> whole_number(std::string_view const text) {
  auto n = Number{};
  auto const [stop, failed] = std::from_chars(text.data(), text.data() + text.size(), n);
  return failed == std::errc{} && stop == text.data() + text.size() && std::to_string(n) == text ? std::optional{n}
                                                                                                 : std::nullopt;
}

std::vector<std::string_view> split_at_blanks(std::string_view line) {
  auto out = std::vector<std::string_view>{};
  while (true) {
    auto const end = line.find(' ');
    out.push_back(line.substr(0U, end));
    if (end == std::string_view::npos) {
      return out;
    }
    line.remove_prefix(end + 1U);
  }
}

tl::unexpected<error> no_copy() {
  return fail(errc::bad_input, "this is no copy of an installation's data");
}

result<secret> key_of(copy_head const& head, vault& keys, two_shares const& shares) {
  return shares ? open_copy_key(keys, *shares, head.for_recovery) : open_copy_key(keys, head.made_at, head.by_month);
}

result<copy_notes> notes_of(std::map<std::string, std::string> const& told) {
  auto const text = [&](char const* const name) {
    auto const at = told.find(name);
    return at == told.end() ? std::string{} : at->second;
  };
  auto notes = copy_notes{};
  notes.audit_key = text("audit_key");
  auto const line_of_erasures = text("erasures");
  auto const erasures = split_at_blanks(line_of_erasures);
  auto const count = whole_number<std::int64_t>(erasures.front());
  if (!told.contains("end") || erasures.size() != 2U || !count || *count < 0) {
    return fail(errc::broken, "it lacks what belongs at its end");
  }
  notes.erasures = *count;
  notes.erasures_head = erasures.back();
  if (auto const line = text("audit_head"); !line.empty()) {
    auto head = parse_head(line);
    if (!head) {
      return fail(errc::broken, "the signed head in it is none");
    }
    notes.head = std::move(*head);
  }
  return notes;
}

}  // namespace

std::string copy_name(std::chrono::sys_seconds const made_at) {
  return fmt::format("data-{:%Y%m%dT%H%M%SZ}.backup", fmt::gmtime(std::chrono::system_clock::to_time_t(made_at)));
}

std::string format_copy_head(copy_head const& head) {
  return fmt::format("{} {} {} {} {} {} {}\n", kFirstWord, head.made_at.time_since_epoch().count(), head.installation,
                     head.schema, head.engine == engine_kind::sqlite ? "sqlite" : "postgresql", head.by_month,
                     as_hex(head.for_recovery));
}

result<copy_head> read_copy_head(std::string_view const bytes) {
  auto const end = bytes.substr(0U, kLongestHead).find('\n');
  if (end == std::string_view::npos) {
    return no_copy();
  }
  auto const words = split_at_blanks(bytes.substr(0U, end));
  if (words.size() != kWords || words[0] != kFirstWord) {
    return no_copy();
  }
  auto const seconds = whole_number<std::int64_t>(words[1]);
  auto const schema = whole_number<std::uint32_t>(words[3]);
  auto const for_recovery = from_hex(words[6]);
  if (!seconds || !schema || !for_recovery || (words[4] != "sqlite" && words[4] != "postgresql") ||
      words[5].size() > kLongestField || std::abs(*seconds) > std::int64_t{1} << 40U) {
    return no_copy();
  }
  return copy_head{.made_at = std::chrono::sys_seconds{std::chrono::seconds{*seconds}},
                   .installation = std::string{words[2]},
                   .schema = *schema,
                   .engine = words[4] == "sqlite" ? engine_kind::sqlite : engine_kind::postgresql,
                   .by_month = std::string{words[5]},
                   .for_recovery = *for_recovery,
                   .length = end + 1U};
}

result<copy_contents> read_copy(std::string_view const bytes, vault& keys, two_shares const& shares,
                                std::function<result<row_taker*>(copy_head const&)> const& begin,
                                file_taker const& take_file) {
  auto const head = read_copy_head(bytes);
  if (!head) {
    return tl::make_unexpected(head.error());
  }
  if (head->installation != keys.installation()) {
    return fail(errc::bad_input, "it is the copy of another installation: these are not its keys");
  }
  auto const key = key_of(*head, keys, shares);
  if (!key) {
    return tl::make_unexpected(key.error());
  }
  auto const to = begin(*head);
  if (!to) {
    return tl::make_unexpected(to.error());
  }
  auto reader = neutral_reader{**to, take_file};
  auto const seen = open_stream(bytes.substr(head->length), stream_key(*key, bytes.substr(0U, head->length)),
                                [&](std::string_view const block) { return reader.add(block); });
  if (!seen) {
    return tl::make_unexpected(seen.error());
  }
  if (auto const whole = reader.end(); !whole) {
    return tl::make_unexpected(whole.error());
  }
  return notes_of(reader.notes()).map([&](copy_notes&& notes) {
    return copy_contents{*head, std::move(notes), reader.sums(), reader.files()};
  });
}

}  // namespace foothold
