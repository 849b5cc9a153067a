// The table of rules: as a page, and every field of every row broken once.

#include "access/rules.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <vector>

#include <gtest/gtest.h>

#include "access/cases.h"
#include "access/decide.h"
#include "access/slow_twin.h"

namespace foothold {
namespace {

std::string read_text(std::filesystem::path const& path) {
  auto in = std::ifstream{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}

// With FOOTHOLD_GOLDEN the page is written anew.
TEST(access_rules, the_page_shows_the_table_as_it_is) {
  auto const path = std::filesystem::path{FOOTHOLD_SOURCE_DIR} / "docs" / "access.md";
  auto const begin = std::string{"<!-- the table: written by tests/access/rules_test.cc -->\n"};
  auto const end = std::string{"<!-- the table ends -->\n"};
  auto page = read_text(path);
  auto const from = page.find(begin);
  auto const to = page.find(end);
  ASSERT_TRUE(from != std::string::npos && to != std::string::npos) << path << " has no place for the table";
  if (std::getenv("FOOTHOLD_GOLDEN") != nullptr) {
    std::ofstream{path, std::ios::binary} << page.substr(0U, from + begin.size()) << rules_as_text() << page.substr(to);
    return;
  }
  EXPECT_EQ(page.substr(from + begin.size(), to - from - begin.size()), rules_as_text())
      << "if the change is meant, make golden and review the diff";
}

// Each row, broken in each way in which a hand can slip.
std::vector<std::pair<std::string, std::vector<access_rule>>> mutants() {
  auto list = std::vector<std::pair<std::string, std::vector<access_rule>>>{};
  auto const whole = std::vector<access_rule>{access_rules().begin(), access_rules().end()};
  for (auto i = std::size_t{0U}; i != whole.size(); ++i) {
    auto const& row = whole[i];
    auto const named = "row " + std::to_string(i) + " (" + std::string{word(row.as)} + "): ";
    auto const put = [&](std::string const& what, auto const& change) {
      auto mutant = whole;
      change(mutant[i]);
      if (mutant[i] != row) {
        list.emplace_back(named + what, std::move(mutant));
      }
    };
    auto without = whole;
    without.erase(without.begin() + static_cast<std::ptrdiff_t>(i));
    list.emplace_back(named + "gone", std::move(without));
    auto const toggle = []<typename Enum>(enum_set<Enum>& set, Enum const e) {
      set = set.has(e) ? set - enum_set<Enum>{e} : set | enum_set<Enum>{e};
    };
    for_each_word<relation>(
        [&](relation const r) { put("relation " + std::string{word(r)}, [&](access_rule& m) { m.to = r; }); });
    for_each_word<purpose>([&](purpose const p) {
      put("purpose " + std::string{word(p)}, [&](access_rule& m) { toggle(m.for_what, p); });
    });
    for_each_word<category>([&](category const c) {
      put("sees " + std::string{word(c)}, [&](access_rule& m) { toggle(m.sees, c); });
      put("changes " + std::string{word(c)}, [&](access_rule& m) { toggle(m.changes, c); });
    });
    for_each_word<action>(
        [&](action const a) { put("does " + std::string{word(a)}, [&](access_rule& m) { toggle(m.does, a); }); });
    for_each_word<flag>(
        [&](flag const f) { put("needs " + std::string{word(f)}, [&](access_rule& m) { toggle(m.needs, f); }); });
    for_each_word<obligation>(
        [&](obligation const o) { put("owes " + std::string{word(o)}, [&](access_rule& m) { toggle(m.owes, o); }); });
    for_each_word<ground>(
        [&](ground const g) { put("rests on " + std::string{word(g)}, [&](access_rule& m) { m.on = g; }); });
  }
  return list;
}

// What the twin says, once for all mutants.
struct expected_case {
  access_case c;
  bool allowed;
  categories fields;
  obligations owes;
  enum_set<ground> on;
};

template <typename Enum>
enum_set<Enum> set_of(word_set const& words) {
  auto set = enum_set<Enum>{};
  for (auto const& w : words) {
    set |= parse_word<Enum>(w).value();
  }
  return set;
}

std::vector<std::vector<expected_case>> expected_by_role() {
  auto by_role = std::vector<std::vector<expected_case>>(count_of<role>());
  auto const put = [&](access_case const& c) {
    auto const slow = decide_slowly(c.asked, c.facts, kNow);
    by_role[static_cast<std::size_t>(c.asked.by.as)].push_back(
        {c, slow.has_value(), slow ? set_of<category>(slow->fields) : categories{},
         slow ? set_of<obligation>(slow->owes) : obligations{}, slow ? set_of<ground>(slow->on) : enum_set<ground>{}});
  };
  for_each_word<role>([&](role const r) {
    for_each_case_of(r, [&](situation const& s, access_case c) {
      if (c.asked.of.sort == kind::person || s.name == "organisation" || s.name == "other organisation") {
        put(c);
      }
      if (s.name != "other tenant" && s.name != "household") {
        c.asked.by.has = {};
        put(c);
      }
    });
  });
  return by_role;
}

// REQ H5
TEST(access_rules, a_slip_in_any_row_is_noticed) {
  auto const expected = expected_by_role();
  auto noticed = 0;
  auto total = 0;
  auto refused = 0;
  auto missed = std::vector<std::string>{};
  for (auto const& [name, rules] : mutants()) {
    // Only the rows of the role that was touched can tell.
    auto touched = role{};
    auto const whole = access_rules();
    for (auto i = std::size_t{0U}; i != whole.size(); ++i) {
      if (i >= rules.size() || rules[i] != whole[i]) {
        touched = whole[i].as;
        break;
      }
    }
    auto own = std::vector<access_rule>{};
    std::copy_if(rules.begin(), rules.end(), std::back_inserter(own),
                 [&](access_rule const& r) { return r.as == touched; });
    auto const& cases = expected[static_cast<std::size_t>(touched)];
    auto const orderly = std::all_of(own.begin(), own.end(), in_order);
    refused += orderly ? 0 : 1;
    auto const seen = !orderly || std::any_of(cases.begin(), cases.end(), [&](expected_case const& e) {
      auto const v = judge(e.c.asked, e.c.facts, kNow, own);
      return v.allowed != e.allowed || v.fields != e.fields || (v.allowed && (v.owes != e.owes || v.on != e.on));
    });
    ++total;
    noticed += seen ? 1 : 0;
    if (!seen) {
      missed.push_back(name);
    }
  }
  std::cout << noticed << " of " << total << " slips noticed (" << 100.0 * noticed / total << " %), " << refused
            << " of them by the compiler\n";
  for (auto const& m : missed) {
    std::cout << "  not noticed: " << m << '\n';
  }
  EXPECT_GE(noticed * 100, total * 95);
}

}  // namespace
}  // namespace foothold
