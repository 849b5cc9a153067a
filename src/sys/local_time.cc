#include "sys/local_time.h"

#include <memory>

#include <unicode/basictz.h>
#include <unicode/timezone.h>

namespace foothold {
namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;
using instant = std::chrono::sys_time<std::chrono::microseconds>;

std::unique_ptr<icu::TimeZone> zone_of(std::string const& name) {
  return std::unique_ptr<icu::TimeZone>{name.empty()
                                            ? icu::TimeZone::createDefault()
                                            : icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8(name))};
}

// What a clock of the zone is ahead of UTC.
milliseconds offset(std::string const& name, milliseconds const since_1970, bool const local) {
  auto raw = std::int32_t{0};
  auto summer = std::int32_t{0};
  auto status = U_ZERO_ERROR;
  auto const zone = zone_of(name);
  auto const* const basic = dynamic_cast<icu::BasicTimeZone const*>(zone.get());
  if (local && basic != nullptr) {
    basic->getOffsetFromLocal(static_cast<UDate>(since_1970.count()), UCAL_TZ_LOCAL_FORMER, UCAL_TZ_LOCAL_FORMER, raw,
                              summer, status);
  } else {
    zone->getOffset(static_cast<UDate>(since_1970.count()), local ? 1 : 0, raw, summer, status);
  }
  return milliseconds{raw + summer};
}

}  // namespace

std::optional<time_zone> time_zone::find(std::string_view const name) {
  auto const zone = zone_of(std::string{name});
  return *zone == icu::TimeZone::getUnknown() ? std::nullopt : std::optional{time_zone{std::string{name}}};
}

local_time time_zone::at(instant const t) const {
  auto const utc = std::chrono::floor<milliseconds>(t.time_since_epoch());
  auto const local = utc + offset(name_, utc, false);
  auto const day = std::chrono::floor<days>(local);
  return {.day = date{day}, .minute = static_cast<int>(std::chrono::floor<minutes>(local - day).count())};
}

instant time_zone::moment_of(local_time const& t) const {
  auto const local = milliseconds{t.day.time_since_epoch()} + minutes{t.minute};
  return instant{local - offset(name_, local, true)};
}

}  // namespace foothold
