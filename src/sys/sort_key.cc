#include "sys/sort_key.h"

#include <cstdint>
#include <map>
#include <memory>
#include <stdexcept>
#include <vector>

#include <unicode/coll.h>
#include <unicode/unistr.h>

namespace foothold {
namespace {

// Made once for each thread: making one takes longer than using it.
icu::Collator const& collator_for(std::string const& language) {
  thread_local auto made = std::map<std::string, std::unique_ptr<icu::Collator>>{};
  auto& c = made[language];
  if (!c) {
    auto status = U_ZERO_ERROR;
    c.reset(icu::Collator::createInstance(icu::Locale{language.c_str()}, status));
    if (!c) {
      throw std::runtime_error{"ICU has no collation"};
    }
  }
  return *c;
}

}  // namespace

std::string sort_key(std::string_view const utf8, std::string_view const language) {
  auto const text = icu::UnicodeString::fromUTF8({utf8.data(), static_cast<std::int32_t>(utf8.size())});
  auto const& c = collator_for(std::string{language});
  auto bytes = std::vector<std::uint8_t>(static_cast<std::size_t>(c.getSortKey(text, nullptr, 0)));
  c.getSortKey(text, bytes.data(), static_cast<std::int32_t>(bytes.size()));
  return {bytes.begin(), bytes.end()};
}

}  // namespace foothold
