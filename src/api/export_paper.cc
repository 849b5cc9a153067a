#include "api/export_paper.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include <fmt/format.h>

#include "service/row_words.h"
#include "text/when.h"

namespace foothold::api {
namespace {

std::vector<paper_line> lines_of(catalogue const& c, record_table const& table, row_values const& r,
                                 bool const special) {
  auto lines = std::vector<paper_line>{};
  for (auto& [name, value] : row_in_words(c, table, r, special)) {
    lines.push_back({std::move(name), std::move(value)});
  }
  return lines;
}

paper_section section_of(catalogue const& c, exported_table const& t, bool const special) {
  auto section = paper_section{.title = table_in_words(c, t.table->name)};
  for (auto const& r : t.rows) {
    section.entries.push_back(lines_of(c, *t.table, r, special));
  }
  return section;
}

paper_section log_section(catalogue const& c, std::vector<audit_line> const& log) {
  auto section = paper_section{.title = c("paper.log"), .remarks = {}, .entries = {{}}};
  for (auto const& l : log) {
    section.entries.front().push_back({moment_in_words(c, l.at), act_in_words(c, l)});
  }
  return section;
}

paper_section answering_section(catalogue const& c, std::vector<answering_organisation> const& all) {
  auto section = paper_section{.title = c("responsible.title"), .remarks = {c("responsible.rights")}, .entries = {}};
  for (auto const& o : all) {
    auto& lines = section.entries.emplace_back();
    lines.push_back({c.say(o.of_case ? "responsible.case" : "responsible.named"), o.name});
    if (!o.website.empty()) {
      lines.push_back({column_in_words(c, "website"), o.website});
    }
  }
  return section;
}

std::string names_of(catalogue const& c, std::vector<std::string> const& tables) {
  auto all = std::string{};
  for (auto const& t : tables) {
    all += (all.empty() ? "" : " · ") + table_in_words(c, t);
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
