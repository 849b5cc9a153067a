#include "service/typed_secret.h"

#include <array>
#include <span>

#include "sys/random.h"

namespace foothold {
namespace {

// Luhn (ISO/IEC 7812-1): finds every single wrong digit and most swaps of neighbours.
char check_digit(std::string_view const digits) {
  auto sum = 0;
  auto twice = true;
  for (auto i = digits.size(); i-- != 0U; twice = !twice) {
    auto const d = digits[i] - '0';
    sum += twice ? (d > 4 ? 2 * d - 9 : 2 * d) : d;
  }
  return static_cast<char>('0' + (10 - sum % 10) % 10);
}

}  // namespace

std::string random_digits(std::size_t const digits) {
  auto text = std::string{};
  while (text.size() != digits) {
    auto byte = std::array<std::byte, 1>{};
    fill_random(byte);
    auto const n = std::to_integer<unsigned>(byte[0]);
    if (n < 250U) {  // the rest would favour some digits
      text.push_back(static_cast<char>('0' + n % 10U));
    }
  }
  return text;
}

std::string new_secret_digits(std::size_t const digits) {
  auto text = random_digits(digits - 1U);
  text.push_back(check_digit(text));
  return text;
}

std::string in_groups(std::string_view const digits) {
  auto text = std::string{};
  for (auto i = std::size_t{0U}; i != digits.size(); ++i) {
    if (i != 0U && i % 4U == 0U) {
      text.push_back(' ');
    }
    text.push_back(digits[i]);
  }
  return text;
}

std::optional<std::string> typed_digits(std::string_view const text) {
  auto digits = std::string{};
  for (auto i = std::size_t{0U}; i < text.size(); ++i) {
    auto const c = static_cast<unsigned char>(text[i]);
    auto const next = i + 1U < text.size() ? static_cast<unsigned char>(text[i + 1U]) : 0U;
    if (c >= '0' && c <= '9') {
      digits.push_back(static_cast<char>(c));
    } else if (c == 0xD9U && next >= 0xA0U && next <= 0xA9U) {  // U+0660: Arabic
      digits.push_back(static_cast<char>('0' + (next - 0xA0U)));
      ++i;
    } else if (c == 0xDBU && next >= 0xB0U && next <= 0xB9U) {  // U+06F0: Persian
      digits.push_back(static_cast<char>('0' + (next - 0xB0U)));
      ++i;
    } else if (c != ' ' && c != '-' && c != '\t' && c != '\r' && c != '\n') {
      return std::nullopt;
    }
  }
  return digits;
}

std::optional<std::string> typed_secret(std::string_view const text, std::size_t const digits) {
  auto typed = typed_digits(text);
  if (!typed || typed->size() != digits ||
      check_digit(std::string_view{*typed}.substr(0U, digits - 1U)) != typed->back()) {
    return std::nullopt;
  }
  return typed;
}

}  // namespace foothold
