#pragma once
// Dates, times, spans, and money in words, in the language of a catalogue. Months are always words, never 03/04/26;
// digits are the ones on signs and letters (0-9) in every language.

#include <cstdint>
#include <string>

#include "base/date.h"
#include "model/policy.h"
#include "model/week.h"
#include "text/catalogue.h"

namespace foothold {

// "Monday, 2 March 2026".
std::string long_date(catalogue const& c, date d);

// "2 March 2026".
std::string plain_date(catalogue const& c, date d);

// "2 Mar 26" without the ambiguity: "2 Mar 2026".
std::string short_date(catalogue const& c, date d);

// "2 March 2026 to 3 July 2026"; one date when both are the same day.
std::string date_range(catalogue const& c, date from, date to);

std::string month_name(catalogue const& c, unsigned month);              // 1..12, "March"
std::string month_short(catalogue const& c, unsigned month);             // "Mar"
std::string weekday_name(catalogue const& c, unsigned weekday);          // 0 = Monday, "Monday"
std::string weekday_short(catalogue const& c, unsigned weekday);         // "Mon"
std::string time_range(catalogue const& c, unsigned from, unsigned to);  // minutes of the day

// "Mon-Thu 08:30-12:00; Tue 18:00-20:30" in the words of the language, days with equal hours together.
std::string week_in_words(catalogue const& c, week_pattern const& week);

// "9 weeks"; under a fortnight in days.
std::string span_in_words(catalogue const& c, days span);

// "3 h 30 min" or "45 min".
std::string minutes_in_words(catalogue const& c, std::uint64_t minutes);

// A number of 10^-digits as a decimal: (12345, 1) is "1234.5", (123456, 1) "12,345.6". From 10,000 on in groups.
std::string decimal(catalogue const& c, std::int64_t scaled, unsigned digits);

// "118.9 weeks", rounded to one digit, or to more where a weight needs them.
std::string exact_weeks(catalogue const& c, milli_days value, unsigned digits = 1U);

// "12.50 EUR" in the order and with the marks of the language; whole euros without cents.
std::string euros(catalogue const& c, std::uint64_t cents);

}  // namespace foothold
