#include "interop/person_json.h"

#include <algorithm>
#include <map>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "interop/json_input.h"
#include "interop/pack_reader.h"
#include "interop/territory_export.h"
#include "interop/words.h"

namespace foothold {

namespace {

// Members of an object as the cells of a table row.
class json_row final : public row_source {
public:
  // `columns`: what may be there. Members that are no text, number, yes/no or list of texts are faults.
  json_row(nlohmann::json const& object, std::span<csv_column const> const columns,
           std::vector<std::string_view> const& others, std::string const& path, std::string const& file,
           faults& found) {
    auto reader = json_object{object, path, file, found};
    for (auto const& column : columns) {
      if (column.name == "household") {
        continue;  // a file of one person is one household
      }
      if (auto const* const value = reader.member(column.name, false)) {
        if (auto text = text_of(*value)) {
          cells_.emplace(column.name, *std::move(text));
        } else {
          reader.wrong(column.name, "a text, a number, true, false or a list of texts");
        }
      }
    }
    for (auto const other : others) {
      reader.member(other, false);
    }
    reader.no_others();
  }

  [[nodiscard]] std::string_view cell(std::string_view const column) const override {
    auto const found = cells_.find(column);
    return found == cells_.end() ? std::string_view{} : std::string_view{found->second};
  }
  [[nodiscard]] std::vector<std::string_view> columns() const override { return {}; }
  [[nodiscard]] std::uint64_t line() const override { return 0U; }

private:
  static std::optional<std::string> text_of(nlohmann::json const& value) {
    if (value.is_string()) {
      return value.get<std::string>();
    }
    if (value.is_boolean()) {
      return value.get<bool>() ? "yes" : "no";
    }
    if (value.is_number()) {
      return value.dump();
    }
    if (!value.is_array()) {
      return std::nullopt;
    }
    auto out = std::string{};
    for (auto const& item : value) {
      if (!item.is_string()) {
        return std::nullopt;
      }
      out += (out.empty() ? "" : "|") + item.get<std::string>();
    }
    return out;
  }

  std::map<std::string, std::string, std::less<>> cells_;
};

template <typename Table, typename Name>
id_map ids_of(Table const& rows, Name const& name) {
  auto out = id_map{};
  for (auto const i : rows.ids()) {
    out.emplace(name(rows[i]), i.v);
  }
  return out;
}

template <typename Table>
std::string unused_id(Table const& rows, std::string id) {
  while (std::ranges::any_of(rows, [&](auto const& row) { return row.id == id; })) {
    id += "-x";
  }
  return id;
}

void read_children(territory& t, nlohmann::json const& list, std::string const& file, household_idx const household,
                   id_map& children, import_log& log) {
  auto const& spec = *find_pack_table("children.csv");
  for (auto i = std::size_t{0U}; i != list.size(); ++i) {
    auto found = faults{};
    auto const source = json_row{list[i], spec.columns, {}, fmt::format("$.children[{}]", i), file, found};
    auto row = row_reader{file, source, log};
    for (auto& f : found) {
      log.add(std::move(f));
    }
    if (list[i].is_object()) {
      auto c = child_of(row);
      c.household = household;
      register_id(row, "id", c.id, t.children.size(), children);
      t.children.push_back(std::move(c));
    }
  }
}

using nlohmann::ordered_json;

void put_day(ordered_json& to, std::string_view const key, std::optional<date> const day) {
  if (day) {
    to[std::string{key}] = format_date(*day);
  }
}
void put_answer(ordered_json& to, std::string_view const key, std::optional<bool> const answer) {
  if (answer) {
    to[std::string{key}] = *answer;
  }
}

void put_legal(ordered_json& to, legal_profile const& legal) {
  to["status"] = word_of(kStatuses, legal.status);
  put_day(to, "arrived", legal.arrived);
  put_day(to, "registered", legal.registered);
  put_day(to, "status_since", legal.status_since);
  put_day(to, "permit_until", legal.permit_until);
  put_answer(to, "in_reception_centre", legal.in_reception_centre);
  put_answer(to, "safe_origin", legal.safe_origin_country);
  put_answer(to, "accelerated", legal.accelerated_procedure);
  put_answer(to, "travel_document", legal.has_travel_document);
}

ordered_json child_value(child const& c) {
  auto out = ordered_json{{"id", c.id}, {"birth", format_date(c.birth)}, {"covered", format_week(c.covered)}};
  put_day(out, "covered_until", c.covered_until);
  return out;
}

}  // namespace

std::string write_person(territory const& t, person const& who, std::span<child const> const children) {
  auto out = ordered_json{{"id", who.id}, {"zone", t.zones[who.home]}};
  if (who.sex != sex::unknown) {
    out["sex"] = word_of(kSexes, who.sex);
  }
  out["birth"] = format_date(who.birth);
  put_legal(out, who.legal);
  out["modes"] = ordered_json::array();
  for (auto const& [name, bit] : kTravelModes) {
    if ((who.modes & bit) != 0U) {
      out["modes"].push_back(name);
    }
  }
  out["max_travel_minutes"] = who.max_travel_minutes;
  out["available"] = format_week(who.available);
  // Rounded up: reading rounds down to whole minutes.
  out["max_weekly_hours"] = format_hundredths((who.max_weekly_minutes * 100U + 59U) / 60U);
  put_day(out, "ready", who.ready);
  out["facts"] = ordered_json::array();
  for (auto const& held : who.facts) {
    out["facts"].push_back(t.facts.name(held.fact) + (held.from ? "@" + format_date(*held.from) : ""));
  }
  out["goals"] = ordered_json::array();
  for (auto const& goal : who.goals) {
    out["goals"].push_back(goal.text);
  }
  out["children"] = ordered_json::array();
  for (auto const& c : children) {
    out["children"].push_back(child_value(c));
  }
  return out.dump(2, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

std::optional<sex> sex_in_word(std::string_view const word) {
  return value_of(kSexes, word);
}

std::optional<residence_status> status_in_word(std::string_view const word) {
  return value_of(kStatuses, word);
}

std::string_view word_for(sex const s) {
  return word_of(kSexes, s);
}

std::string_view word_for(residence_status const s) {
  return word_of(kStatuses, s);
}

person_load add_person(territory& t, std::string_view const file_name, std::string_view const text) {
  auto out = person_load{};
  auto const file = std::string{file_name};
  auto const value = parse_json(file, text, {.bytes = std::size_t{1U} << 20U, .depth = 8U});
  if (!value) {
    out.found.push_back(value.error());
    return out;
  }
  auto grown = t;
  auto log = import_log{};
  auto found = faults{};
  auto const source = json_row{*value, find_pack_table("people.csv")->columns, {"zone", "children"}, "$", file, found};
  for (auto& f : found) {
    log.add(std::move(f));
  }
  auto const zones = [&] {
    auto map = id_map{};
    for (auto const z : t.zones.ids()) {
      map.emplace(t.zones[z], z.v);
    }
    return map;
  }();
  if (!value->is_object()) {
    out.found = std::move(log.found);
    return out;
  }
  auto const by_id = [](auto const& row) -> std::string const& { return row.id; };
  auto row = row_reader{file, source, log};
  auto p = person_of(row, grown.facts, ids_of(t.occupations, [](occupation const& o) { return o.uri; }),
                     ids_of(t.vacancies, by_id));
  // The zone stands beside the columns of people.csv.
  auto zone_found = faults{};
  auto object = json_object{*value, "$", file, zone_found};
  auto const zone = object.text("zone");
  if (auto const at = zones.find(zone); at != zones.end()) {
    p.home = zone_idx{std::size_t{at->second}};
  } else if (!zone.empty()) {
    object.wrong("zone", "a zone of the territory");
  }
  p.household = grown.households.push_back({unused_id(t.households, "household-of-" + p.id), p.home});
  auto children = id_map{};
  auto const* const list = object.array("children", false);
  if (list != nullptr) {
    read_children(grown, *list, file, p.household, children, log);
  }
  auto const named = row.list("cares_for");
  for (auto const id : named) {
    if (auto const c = row.look_up("cares_for", id, children, "one of the children in this file")) {
      p.cares_for.emplace_back(std::size_t{*c});
    }
  }
  if (named.empty() && !value->contains("cares_for")) {
    for (auto i = t.children.size(); i != grown.children.size(); ++i) {
      p.cares_for.emplace_back(i);
    }
  }
  for (auto& f : zone_found) {
    log.add(std::move(f));
  }
  out.found = std::move(log.found);
  if (!has_fault(out.found)) {
    out.value = grown.people.push_back(std::move(p));
    t = std::move(grown);
  }
  return out;
}

}  // namespace foothold
