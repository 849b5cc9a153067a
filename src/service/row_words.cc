#include "service/row_words.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <utility>

#include <fmt/format.h>

#include "model/week.h"
#include "text/when.h"

namespace foothold {
namespace {

// Who did it, by an id that is of no table.
constexpr auto kIdsOfSomebody = std::to_array<std::string_view>(
    {"made_by", "writer", "reader", "opened_by", "reviewed_by", "companion", "added_by", "answered_by"});
// What a program wrote for programs.
constexpr auto kForPrograms = std::to_array<std::pair<std::string_view, std::string_view>>({{"portraits", "content"},
                                                                                            {"plans", "content"},
                                                                                            {"decisions", "trace"},
                                                                                            {"papers", "remind_on"},
                                                                                            {"messages", "phrase"},
                                                                                            {"follow_ups", "origin"},
                                                                                            {"help_answers", "about"}});

bool is_for_programs(record_table const& table, field_shape const& f) {
  return f.sort == field_sort::id || f.name.ends_with("_hash") || f.name == "engine" ||
         std::ranges::find(kIdsOfSomebody, f.name) != kIdsOfSomebody.end() ||
         std::ranges::find(kForPrograms, std::pair{table.name, f.name}) != kForPrograms.end();
}

// A word of the program in the reader's language; another as it is.
std::string word_in_words(catalogue const& c, std::string const& group, std::string const& word) {
  auto const key = group + "." + word;
  return c.has(key) ? c.say(key) : word;
}

// Empty: there is nothing to say.
std::string value_in_words(catalogue const& c, field_shape const& f, cell const& value) {
  if (auto const* const text = std::get_if<std::string>(&value)) {
    switch (f.sort) {
      case field_sort::day: {
        auto const day = parse_date(*text);
        return day ? plain_date(c, *day) : *text;
      }
      case field_sort::week: {
        auto const week = parse_week(*text);
        return week ? week_in_words(c, *week) : *text;
      }
      case field_sort::word:
        return word_in_words(c, "word", *text);
      default:
        return *text;
    }
  }
  auto const* const number = std::get_if<std::int64_t>(&value);
  if (number == nullptr) {
    return {};
  }
  switch (f.sort) {
    case field_sort::yes_no:
      return word_in_words(c, "word", *number == 0 ? "no" : "yes");
    case field_sort::point_in_time:
      return moment_in_words(c, instant{instant::duration{*number}});
    default:
      return fmt::to_string(*number);
  }
}

}  // namespace

std::vector<named_value> row_in_words(catalogue const& c, record_table const& table, row_values const& r,
                                      bool const special) {
  auto values = std::vector<named_value>{};
  for (auto i = std::size_t{0U}; i != table.fields.size(); ++i) {
    auto const& f = table.fields[i];
    if (is_for_programs(table, f) || (!special && f.keeping == guard::sensitive)) {
      continue;
    }
    if (auto text = value_in_words(c, f, r.fields[i]); !text.empty()) {
      values.push_back({column_in_words(c, f.name), std::move(text)});
    }
  }
  return values;
}

std::string table_in_words(catalogue const& c, std::string_view const table) {
  return word_in_words(c, "table", std::string{table});
}

std::string column_in_words(catalogue const& c, std::string_view const column) {
  return word_in_words(c, "column", std::string{column});
}

std::string moment_in_words(catalogue const& c, instant const at) {
  auto const day = std::chrono::floor<days>(at);
  auto const time = std::chrono::hh_mm_ss{std::chrono::floor<std::chrono::minutes>(at - day)};
  return fmt::format("{}, {:02}:{:02} UTC", plain_date(c, date{day}), time.hours().count(), time.minutes().count());
}

std::string act_in_words(catalogue const& c, audit_line const& line) {
  // What belongs to signing in has words of its own and no purpose.
  if (auto const whole = "act." + line.name; c.has(whole)) {
    return c.say(whole);
  }
  return c("paper.log_line", {{"act", word_in_words(c, "act", line.name.substr(line.name.find('.') + 1U))},
                              {"purpose", word_in_words(c, "purpose", line.purpose)}});
}

}  // namespace foothold
