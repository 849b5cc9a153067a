#include "api/export_paper.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "model/week.h"
#include "text/when.h"

namespace foothold::api {
namespace {

// Who did it, by an id that is of no table.
constexpr auto kIdsOfSomebody = std::to_array<std::string_view>(
    {"made_by", "writer", "reader", "opened_by", "reviewed_by", "companion", "added_by", "answered_by"});
// What a program wrote for programs.
constexpr auto kForPrograms = std::to_array<std::pair<std::string_view, std::string_view>>(
    {{"portraits", "content"}, {"plans", "content"}, {"decisions", "trace"}, {"papers", "remind_on"}});

bool is_for_programs(record_table const& table, field_shape const& f) {
  return f.sort == field_sort::id || f.name.ends_with("_hash") || f.name == "engine" ||
         std::ranges::find(kIdsOfSomebody, f.name) != kIdsOfSomebody.end() ||
         std::ranges::find(kForPrograms, std::pair{table.name, f.name}) != kForPrograms.end();
}

std::string moment_in_words(catalogue const& c, instant const at) {
  auto const day = std::chrono::floor<days>(at);
  auto const time = std::chrono::hh_mm_ss{std::chrono::floor<std::chrono::minutes>(at - day)};
  return fmt::format("{}, {:02}:{:02} UTC", plain_date(c, date{day}), time.hours().count(), time.minutes().count());
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

std::vector<paper_line> lines_of(catalogue const& c, record_table const& table, row_values const& r,
                                 bool const special) {
  auto lines = std::vector<paper_line>{};
  for (auto i = std::size_t{0U}; i != table.fields.size(); ++i) {
    auto const& f = table.fields[i];
    if (is_for_programs(table, f) || (!special && f.keeping == guard::sensitive)) {
      continue;
    }
    if (auto text = value_in_words(c, f, r.fields[i]); !text.empty()) {
      lines.push_back({word_in_words(c, "column", std::string{f.name}), std::move(text)});
    }
  }
  return lines;
}

paper_section section_of(catalogue const& c, exported_table const& t, bool const special) {
  auto section = paper_section{.title = word_in_words(c, "table", std::string{t.table->name})};
  for (auto const& r : t.rows) {
    section.entries.push_back(lines_of(c, *t.table, r, special));
  }
  return section;
}

// What belongs to signing in has words of its own and no purpose.
std::string line_in_words(catalogue const& c, audit_line const& l) {
  if (auto const whole = "act." + l.name; c.has(whole)) {
    return c.say(whole);
  }
  return c("paper.log_line", {{"act", word_in_words(c, "act", l.name.substr(l.name.find('.') + 1U))},
                              {"purpose", word_in_words(c, "purpose", l.purpose)}});
}

paper_section log_section(catalogue const& c, std::vector<audit_line> const& log) {
  auto section = paper_section{.title = c("paper.log"), .remarks = {}, .entries = {{}}};
  for (auto const& l : log) {
    section.entries.front().push_back({moment_in_words(c, l.at), line_in_words(c, l)});
  }
  return section;
}

paper_section answering_section(catalogue const& c, std::vector<answering_organisation> const& all) {
  auto section = paper_section{.title = c("responsible.title"), .remarks = {c("responsible.rights")}, .entries = {}};
  for (auto const& o : all) {
    auto& lines = section.entries.emplace_back();
    lines.push_back({c.say(o.of_case ? "responsible.case" : "responsible.named"), o.name});
    if (!o.website.empty()) {
      lines.push_back({word_in_words(c, "column", "website"), o.website});
    }
  }
  return section;
}

std::string names_of(catalogue const& c, std::vector<std::string> const& tables) {
  auto all = std::string{};
  for (auto const& t : tables) {
    all += (all.empty() ? "" : " · ") + word_in_words(c, "table", t);
  }
  return all;
}

}  // namespace

std::string language_of_file(exported_file const& file) {
  auto const spoken =
      std::ranges::find(file.tables, "communications", [](exported_table const& t) { return t.table->name; });
  if (spoken == file.tables.end() || spoken->rows.empty()) {
    return {};
  }
  auto const at = spoken->table->at("language");
  auto const* const language = at ? std::get_if<std::string>(&spoken->rows.front().fields[*at]) : nullptr;
  return language == nullptr ? std::string{} : *language;
}

result<catalogue const*> language_of_paper(texts const& known, std::string const& asked, exported_file const& file) {
  auto const* const own = known.find(asked.empty() ? language_of_file(file) : asked);
  if (own == nullptr && !asked.empty()) {
    return fail(errc::bad_input, fmt::format("\"{}\" is no language of this installation", asked));
  }
  return own == nullptr ? &known.english() : own;
}

paper paper_of_export(exported_file const& file, catalogue const& words) {
  auto const day = date{std::chrono::floor<days>(file.at)};
  auto out = paper{.language = words.language(), .rtl = words.rtl(), .title = words("paper.title"), .made_on = day};
  out.lead = {words("paper.made", {{"date", plain_date(words, day)}}), words("paper.rights"), words("paper.technical")};
  if (!file.left_out.empty()) {
    out.lead.push_back(words("paper.left_out", {{"tables", names_of(words, file.left_out)}}));
  }
  if (!file.special) {
    out.lead.push_back(words("paper.special"));
  }
  if (words.unchecked()) {
    out.lead.push_back(words("paper.machine"));
  }
  if (!file.answering.empty()) {
    out.sections.push_back(answering_section(words, file.answering));
  }
  for (auto const& t : file.tables) {
    if (!t.rows.empty()) {
      out.sections.push_back(section_of(words, t, file.special));
    }
  }
  if (!file.log.empty()) {
    out.sections.push_back(log_section(words, file.log));
  }
  out.foot = [&words](std::size_t const page, std::size_t const of) {
    return words("paper.page", {{"page", static_cast<std::int64_t>(page)}, {"pages", static_cast<std::int64_t>(of)}});
  };
  return out;
}

}  // namespace foothold::api
