#include "service/easy_secrets.h"

#include <algorithm>
#include <set>
#include <span>
#include <string>

#include <fmt/format.h>

#include "base/embedded.h"

namespace foothold {

std::span<embedded_file const> embedded_easy_secrets();  // data/signin: passwords, pins

namespace {

using lines = std::set<std::string, std::less<>>;

lines lines_of(std::string_view rest) {
  auto found = lines{};
  while (!rest.empty()) {
    auto const line = rest.substr(0U, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), line.size() + 1U));
    if (!line.empty() && !line.starts_with('#')) {
      found.emplace(line);
    }
  }
  return found;
}

lines const& named(std::string_view const file) {
  static auto const passwords = lines_of(embedded_easy_secrets()[0].bytes);
  static auto const pins = lines_of(embedded_easy_secrets()[1].bytes);
  return file == "pins" ? pins : passwords;
}

std::size_t characters(std::string_view const utf8) {
  return static_cast<std::size_t>(
      std::ranges::count_if(utf8, [](char const c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::string lower(std::string_view const text) {
  auto out = std::string{text};
  std::ranges::transform(out, out.begin(),
                         [](char const c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return out;
}

}  // namespace

bool is_easy_pin(std::string_view const pin, std::optional<date> const& birth) {
  if (named("pins").contains(pin)) {
    return true;
  }
  if (!birth) {
    return false;
  }
  auto const ymd = std::chrono::year_month_day{*birth};
  auto const year = static_cast<int>(ymd.year());
  auto const month = static_cast<unsigned>(ymd.month());
  auto const day = static_cast<unsigned>(ymd.day());
  auto const d = fmt::format("{:02}", day);
  auto const m = fmt::format("{:02}", month);
  auto const yyyy = fmt::format("{:04}", year);
  auto const yy = yyyy.substr(2U);
  for (auto const& written : {d + m + yy, m + d + yy, yy + m + d, yy + d + m, m + yyyy, yyyy + m, d + yyyy, yyyy + d}) {
    if (pin == written) {
      return true;
    }
  }
  return false;
}

password_fault fault_of_password(std::string_view const password) {
  if (password.size() > kLongestPassword) {
    return password_fault::too_long;
  }
  if (characters(password) < kShortestPassword) {
    return password_fault::too_short;
  }
  auto const one_sign = password.find_first_not_of(password.front()) == std::string_view::npos;
  return one_sign || named("passwords").contains(lower(password)) ? password_fault::too_common : password_fault::none;
}

}  // namespace foothold
