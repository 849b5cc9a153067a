#pragma once
// The files of data/rules, each with its faults.

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "interop/csv_table.h"
#include "model/rule.h"

namespace foothold::law_test {

struct rule_file {
  rule_set rules;
  std::vector<std::string> wrong;  // "12: review_due"
};

constexpr auto kRuleColumns = std::array<csv_column, 21>{{{"id", true},
                                                          {"jurisdiction", true},
                                                          {"subject", true},
                                                          {"value", true},
                                                          {"unit"},
                                                          {"anchor"},
                                                          {"condition"},
                                                          {"valid_from"},
                                                          {"valid_to"},
                                                          {"document"},
                                                          {"document_days"},
                                                          {"employer_step"},
                                                          {"employer_days"},
                                                          {"market_test"},
                                                          {"market_test_days"},
                                                          {"source_url", true},
                                                          {"source_date"},
                                                          {"confidence", true},
                                                          {"reviewed_by"},
                                                          {"review_due", true},
                                                          {"note"}}};

inline rule_file read_rule_file(std::filesystem::path const& path) {
  auto stream = std::ifstream{path, std::ios::binary};
  auto const bytes = (std::stringstream{} << stream.rdbuf()).str();
  auto table = csv_table{path.filename().string(), bytes, kRuleColumns};
  auto out = rule_file{};
  while (table.next()) {
    auto const wrong = [&](std::string_view const field) {
      out.wrong.push_back(std::to_string(table.line()) + ": " + std::string{field});
    };
    auto const text = [&](std::string_view const field) { return std::string{table.cell(field)}; };
    auto const maybe_day = [&](std::string_view const field) {
      auto const d = parse_date(table.cell(field));
      if (!d && !table.cell(field).empty()) {
        wrong(field);
      }
      return d;
    };
    auto const number = [&](std::string_view const field) {
      auto const cell = table.cell(field);
      auto n = std::uint16_t{0U};
      auto const read = std::from_chars(cell.data(), cell.data() + cell.size(), n);
      if (read.ptr != cell.data() + cell.size()) {
        wrong(field);
      }
      return n;
    };
    auto r = rule{};
    r.id = text("id");
    r.jurisdiction = text("jurisdiction");
    r.subject = text("subject");
    r.value = text("value");
    r.unit = text("unit");
    r.anchor = text("anchor");
    r.condition = text("condition");
    r.valid_from = maybe_day("valid_from");
    r.valid_to = maybe_day("valid_to");
    r.document = text("document");
    r.document_days = number("document_days");
    r.employer_step = text("employer_step");
    r.employer_days = number("employer_days");
    r.market_test = table.cell("market_test") == "yes";
    r.market_test_days = number("market_test_days");
    r.source_url = text("source_url");
    r.source_date = maybe_day("source_date");
    auto const mark = table.cell("confidence");
    if (mark != "V" && mark != "P" && mark != "K") {
      wrong("confidence");
    }
    r.confidence = mark == "V" ? confidence::v : mark == "P" ? confidence::p : confidence::k;
    r.reviewed_by = text("reviewed_by");
    auto const due = maybe_day("review_due");
    if (!due) {
      wrong("review_due");
    }
    r.review_due = due.value_or(date{});
    r.note = text("note");
    out.rules.push_back(std::move(r));
  }
  for (auto const& f : table.found()) {
    out.wrong.push_back(std::to_string(f.line) + ": " + f.field + " " + f.value + ", expected " + f.expected);
  }
  return out;
}

// By file name without its ending: "DE" -> rows.
inline std::map<std::string, rule_file> read_rule_files() {
  auto out = std::map<std::string, rule_file>{};
  for (auto const& entry : std::filesystem::directory_iterator{FOOTHOLD_SOURCE_DIR "/data/rules"}) {
    if (entry.path().extension() == ".csv") {
      out[entry.path().stem().string()] = read_rule_file(entry.path());
    }
  }
  return out;
}

}  // namespace foothold::law_test
