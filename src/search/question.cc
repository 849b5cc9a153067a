#include "search/question.h"

#include <algorithm>

#include "sys/unicode.h"

namespace foothold {
namespace {

constexpr auto kFirstYear = 1890;
constexpr auto kLastYear = 2099;
constexpr std::size_t kShortestNumber{3U};
constexpr std::size_t kShortestId{8U};

void append_utf8(std::string& out, char32_t const c) {
  if (c < 0x80U) {
    out += static_cast<char>(c);
  } else if (c < 0x800U) {
    out += {static_cast<char>(0xC0U | (c >> 6U)), static_cast<char>(0x80U | (c & 0x3FU))};
  } else if (c < 0x10000U) {
    out += {static_cast<char>(0xE0U | (c >> 12U)), static_cast<char>(0x80U | ((c >> 6U) & 0x3FU)),
            static_cast<char>(0x80U | (c & 0x3FU))};
  } else {
    out += {static_cast<char>(0xF0U | (c >> 18U)), static_cast<char>(0x80U | ((c >> 12U) & 0x3FU)),
            static_cast<char>(0x80U | ((c >> 6U) & 0x3FU)), static_cast<char>(0x80U | (c & 0x3FU))};
  }
}

// Cut at blanks, with the digits of every script as ASCII.
std::vector<std::u32string> tokens_of(std::string_view const utf8) {
  auto tokens = std::vector<std::u32string>{};
  auto open = false;
  for (auto const c : case_folded(utf8)) {
    if (is_space(c) || c == U',' || c == U';') {
      open = false;
      continue;
    }
    if (!open) {
      tokens.emplace_back();
      open = true;
    }
    auto const digit = digit_of(c);
    tokens.back() += digit < 0 ? c : U'0' + static_cast<char32_t>(digit);
  }
  return tokens;
}

bool is_digit(char32_t const c) {
  return c >= U'0' && c <= U'9';
}

// The year of 1987, 1987-03-12 and 12.3.1987; 0 for anything else.
int year_in(std::u32string_view const token) {
  auto found = 0;
  auto run = 0;
  auto value = 0;
  auto const end_run = [&] {
    found = run == 4 && value >= kFirstYear && value <= kLastYear ? value : found;
    auto const fits = run <= 2 || run == 4;
    run = value = 0;
    return fits;
  };
  for (auto const c : token) {
    if (is_digit(c)) {
      value = run < 4 ? value * 10 + static_cast<int>(c - U'0') : value;
      ++run;
    } else if ((c != U'.' && c != U'-' && c != U'/') || !end_run()) {
      return 0;
    }
  }
  return end_run() ? found : 0;
}

std::string compared(std::u32string_view const token) {
  auto out = std::string{};
  for (auto const c : token) {
    if (c >= U'a' && c <= U'z') {
      out += static_cast<char>(c - U'a' + U'A');
    } else if (is_digit(c)) {
      out += static_cast<char>(c);
    } else if (is_letter(c)) {
      append_utf8(out, c);
    }
  }
  return out;
}

asked_number number_in(std::u32string_view const token) {
  auto asked = asked_number{.year = year_in(token), .number = compared(token)};
  auto const hex =
      std::all_of(token.begin(), token.end(), [](char32_t const c) { return is_digit(c) || (c >= U'a' && c <= U'f'); });
  if (hex && token.size() >= kShortestId) {
    asked.id.assign(token.begin(), token.end());
  }
  if (asked.number.size() < kShortestNumber) {
    asked.number.clear();
  }
  return asked;
}

}  // namespace

name_question read_question(std::string_view const utf8) {
  auto asked = name_question{};
  auto text = std::string{};
  for (auto const& token : tokens_of(utf8.substr(0U, kLongestQuestion))) {
    if (std::none_of(token.begin(), token.end(), is_digit)) {
      for (auto const c : token) {
        append_utf8(text, c);
      }
      text += ' ';
      continue;
    }
    auto number = number_in(token);
    auto const means = number.year != 0 || !number.number.empty() || !number.id.empty();
    if (means && asked.numbers.size() < kMostAskedNumbers) {
      asked.numbers.push_back(std::move(number));
    }
  }
  asked.words = asked_words(text);
  return asked;
}

std::string compared_number(std::string_view const utf8) {
  auto out = std::string{};
  for (auto const& token : tokens_of(utf8)) {
    out += compared(token);
  }
  return out;
}

}  // namespace foothold
