#include "world.h"

#include <algorithm>
#include <map>
#include <stdexcept>
#include <utility>

#include <nlohmann/json.hpp>

#include "base/date.h"
#include "interop/csv.h"
#include "interop/pack_files.h"

namespace foothold {

namespace {

using cells = std::vector<std::string>;
using table = std::vector<cells>;  // header first
using sections = std::map<std::string, table, std::less<>>;

// Columns that are filled for every row when a section does not name them; {id} is the row's id.
auto const kDefaults = std::map<std::string, std::vector<std::pair<std::string, std::string>>, std::less<>>{
    {"organisations", {{"name_en", "{id}"}, {"kind", "provider"}}},
    {"locations", {{"name_en", "{id}"}, {"zone", "town"}}},
    {"travel", {{"from", "town"}, {"to", "town"}, {"mode", "bus"}, {"minutes", "30"}}},
    {"offers", {{"organisation", "org"}, {"kind", "course"}, {"title_en", "{id}"}}},
    {"sessions",
     {{"location", "town"},
      {"week", "Mon-Fri 09:00-12:00"},
      {"places", "10"},
      {"start", "2026-03-02"},
      {"end", "2026-03-27"}}},
    {"occupations",
     {{"title_en", "{id}"},
      {"isco", "9999"},
      {"week", "Mon-Fri 08:00-16:00"},
      {"location", "town"},
      {"quality", "fair"}}},
    {"vacancies",
     {{"organisation", "org"},
      {"occupation", "esco:job"},
      {"title_en", "{id}"},
      {"location", "town"},
      {"week", "Mon-Fri 08:00-16:00"},
      {"from", "2026-03-01"},
      {"until", "2029-03-01"}}},
    {"services",
     {{"organisation", "org"},
      {"name_en", "{id}"},
      {"category", "advice"},
      {"location", "town"},
      {"checked", "2026-02-01"}}},
    {"rules",
     {{"jurisdiction", "DE"},
      {"subject", "work_access:employment"},
      {"value", "allowed"},
      {"source_url", "https://law.example/1"},
      {"confidence", "V"},
      {"review_due", "2030-01-01"}}},
    {"shortages", {{"open_jobs", "1"}}},
    {"households", {{"zone", "town"}}},
    {"children", {{"household", "home"}, {"birth", "2023-03-01"}}},
    {"people",
     {{"household", "home"},
      {"birth", "1990-01-01"},
      {"status", "refugee"},
      {"available", "Mon-Sun 00:00-24:00"},
      {"max_weekly_hours", "60"},
      {"goals", "esco:job"}}},
    {"texts/facts", {{"text_en", "{id}"}}},
};

// What stands in a section that a world leaves out.
auto const kAbsent = std::map<std::string, table, std::less<>>{
    {"organisations", {{"id"}, {"org"}}},
    {"locations", {{"id"}, {"town"}}},
    {"travel", {{"id"}}},
    {"offers", {{"id", "kind", "duration_days"}, {"unused", "procedure", "1"}}},
    {"sessions", {{"id", "offer"}}},
    {"occupations", {{"uri"}, {"esco:job"}}},
    {"rules", {{"id", "subject"}, {"work", "work_access:employment"}, {"business", "work_access:self_employment"}}},
    {"households", {{"id"}, {"home"}}},
};

std::string_view trimmed(std::string_view text) {
  auto const first = text.find_first_not_of(" \r");
  return first == std::string_view::npos ? std::string_view{}
                                         : text.substr(first, text.find_last_not_of(" \r") - first + 1U);
}

// Parts between two or more blanks.
cells split_cells(std::string_view line) {
  auto out = cells{};
  while (!line.empty()) {
    auto const end = line.find("  ");
    auto const cell = trimmed(line.substr(0U, end));
    out.emplace_back(cell == "-" ? "" : cell);
    line = end == std::string_view::npos ? std::string_view{} : trimmed(line.substr(end));
  }
  return out;
}

sections parse_sections(std::string_view text) {
  auto out = sections{};
  auto* current = static_cast<table*>(nullptr);
  while (!text.empty()) {
    auto const end = text.find('\n');
    auto const line = trimmed(text.substr(0U, end));
    text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1U);
    if (line.empty() || line.front() == '#') {
      continue;
    }
    if (line.front() == '[' && line.back() == ']') {
      current = &out[std::string{line.substr(1U, line.size() - 2U)}];
    } else if (current == nullptr) {
      throw std::runtime_error{"a world begins with a [section]"};
    } else {
      current->push_back(split_cells(line));
    }
  }
  return out;
}

std::string filled(std::string text, std::string const& id) {
  if (auto const at = text.find("{id}"); at != std::string::npos) {
    text.replace(at, 4U, id);
  }
  return text;
}

void add_defaults(std::string const& section, table& rows) {
  auto const defaults = kDefaults.find(section);
  if (defaults == kDefaults.end() || rows.empty()) {
    return;
  }
  auto const width = rows.front().size();
  for (auto& row : rows) {
    if (row.size() > width) {
      throw std::runtime_error{"[" + section + "] a row with more cells than columns, at " + row.front()};
    }
    row.resize(width);
  }
  for (auto const& [column, value] : defaults->second) {
    if (std::ranges::find(rows.front(), column) == rows.front().end()) {
      rows.front().push_back(column);
      for (auto i = std::size_t{1U}; i != rows.size(); ++i) {
        rows[i].push_back(filled(value, rows[i].front()));
      }
    }
  }
}

// An online offer must not have a place.
void clear_online_locations(sections& all) {
  auto const& offers = all["offers"];
  auto const column_of = [](table const& rows, std::string_view const name) {
    return static_cast<std::size_t>(std::ranges::find(rows.front(), name) - rows.front().begin());
  };
  auto const modality = column_of(offers, "modality");
  auto& sessions = all["sessions"];
  auto const offer = column_of(sessions, "offer");
  auto const location = column_of(sessions, "location");
  for (auto const& o : offers) {
    if (modality < o.size() && o[modality] == "online") {
      for (auto& s : sessions) {
        if (offer < s.size() && location < s.size() && s[offer] == o.front()) {
          s[location].clear();
        }
      }
    }
  }
}

std::string to_csv(table const& rows) {
  auto out = std::string{};
  auto writer = csv_writer{out};
  for (auto const& row : rows) {
    writer.row(std::vector<std::string_view>{row.begin(), row.end()});
  }
  return out;
}

nlohmann::json json_value(std::string const& text) {
  auto const parsed = nlohmann::json::parse(text, nullptr, false);
  return parsed.is_discarded() ? nlohmann::json(text) : parsed;
}

nlohmann::json json_list(std::string const& text) {
  auto list = nlohmann::json::array();
  for (auto rest = std::string_view{text}; !rest.empty();) {
    auto const end = rest.find('|');
    list.push_back(std::string{trimmed(rest.substr(0U, end))});
    rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1U);
  }
  return list;
}

void override_members(nlohmann::json& object, table const& rows) {
  for (auto const& row : rows) {
    auto const value = row.size() > 1U ? row[1] : std::string{};
    auto const& key = row.front();
    auto const list = key == "holidays" || key == "zones" || key == "languages" || key == "sources";
    object[key] = list ? json_list(value) : json_value(value);
  }
}

std::string territory_json(table const& rows) {
  auto object =
      nlohmann::json{{"id", "world"},     {"name", {{"en", "World"}}}, {"country", "DE"},  {"languages", {"en"}},
                     {"currency", "EUR"}, {"as_of", "2026-03-01"},     {"zones", {"town"}}};
  override_members(object, rows);
  return object.dump(1);
}

std::string policy_json(table const& rows) {
  auto object = nlohmann::json{{"version", "test-1"}, {"author", "A. Tester"}};
  override_members(object, rows);
  return object.dump(1);
}

template <typename Id, typename Table, typename Name>
Id find_in(Table const& rows, std::string_view const id, Name const& name) {
  for (auto const i : rows.ids()) {
    if (name(rows[i]) == id) {
      return i;
    }
  }
  throw std::runtime_error{"no such thing in this world: " + std::string{id}};
}

constexpr auto kId = [](auto const& row) -> std::string const& { return row.id; };

}  // namespace

std::vector<named_bytes> world_files(std::string_view const text) {
  auto all = parse_sections(text);
  for (auto const& [section, rows] : kAbsent) {
    all.try_emplace(section, rows);
  }
  auto files = std::vector<named_bytes>{};
  files.push_back({std::string{kTerritoryFile}, territory_json(all["territory"])});
  files.push_back({std::string{kPolicyFile}, policy_json(all["policy"])});
  for (auto& [section, rows] : all) {
    add_defaults(section, rows);
  }
  clear_online_locations(all);
  for (auto const& [section, rows] : all) {
    if (section != "territory" && section != "policy") {
      files.push_back({section + ".csv", to_csv(rows)});
    }
  }
  return files;
}

territory_load world_load(std::string_view const text) {
  return read_territory(world_files(text));
}

territory world(std::string_view const text) {
  auto load = world_load(text);
  if (!load.value) {
    throw std::runtime_error{"this world is not valid:\n" + listing(load.found)};
  }
  return *std::move(load.value);
}

person_idx person_in(territory const& t, std::string_view const id) {
  return find_in<person_idx>(t.people, id, kId);
}
offer_idx offer_in(territory const& t, std::string_view const id) {
  return find_in<offer_idx>(t.offers, id, kId);
}
session_idx session_in(territory const& t, std::string_view const id) {
  return find_in<session_idx>(t.sessions, id, kId);
}
vacancy_idx vacancy_in(territory const& t, std::string_view const id) {
  return find_in<vacancy_idx>(t.vacancies, id, kId);
}
occupation_idx occupation_in(territory const& t, std::string_view const uri) {
  return find_in<occupation_idx>(t.occupations, uri, [](occupation const& o) -> std::string const& { return o.uri; });
}
fact_idx fact_in(territory const& t, std::string_view const name) {
  auto const f = t.facts.find(name);
  if (!f) {
    throw std::runtime_error{"no such fact in this world: " + std::string{name}};
  }
  return *f;
}

date day(std::string_view const text) {
  auto const d = parse_date(text);
  if (!d) {
    throw std::runtime_error{"no date: " + std::string{text}};
  }
  return *d;
}

std::string listing(faults const& found) {
  auto out = std::string{};
  for (auto const& f : found) {
    out += format_fault(f) + '\n';
  }
  return out;
}

}  // namespace foothold
