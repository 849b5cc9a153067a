#include "interop/changes_json.h"

#include <algorithm>
#include <string>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "interop/json_input.h"

namespace foothold {

namespace {

using nlohmann::json;

class changes_reader {
public:
  explicit changes_reader(std::string_view const file) : file_{file} {}

  changes_load read(std::string_view const text) {
    auto const value = parse_json(file_, text, {.bytes = std::size_t{16U} << 20U, .depth = 8U});
    if (!value) {
      out_.found.push_back(value.error());
      return std::move(out_);
    }
    auto object = json_object{*value, "$", file_, out_.found};
    if (auto const format = object.text("format"); !format.empty() && format != kChangesFormat) {
      object.wrong("format", fmt::format("\"{}\"", kChangesFormat));
    }
    changes_.today = object.day("today").value_or(date{});
    read_places(object);
    rows(object, "dropped",
         [&](json_object& row) { changes_.dropped.push_back({row.text("person"), row.text("from", false)}); });
    rows(object, "confirmed",
         [&](json_object& row) { changes_.confirmed.push_back({row.text("person"), row.text("session")}); });
    changes_.arrived = object.texts("arrived", false);
    object.no_others();
    sort();
    check_against_itself();
    if (out_.found.empty()) {
      out_.value = std::move(changes_);
    }
    return std::move(out_);
  }

private:
  void read_places(json_object& object) {
    auto const* const places = object.member("places", false);
    if (places == nullptr) {
      return;
    }
    auto list = json_object{*places, object.path_of("places"), file_, out_.found};
    if (list.usable()) {
      for (auto const& [session, count] : places->items()) {
        changes_.places.push_back({session, static_cast<std::uint32_t>(list.whole(session, 0, kMostPlaces))});
      }
    }
  }

  template <typename Use>
  void rows(json_object& object, std::string_view const key, Use const& use) {
    auto const* const list = object.array(key, false);
    for (auto i = std::size_t{0U}; list != nullptr && i != list->size(); ++i) {
      auto row = json_object{(*list)[i], fmt::format("{}[{}]", object.path_of(key), i), file_, out_.found};
      use(row);
      row.no_others();
    }
  }

  void sort() {
    std::ranges::sort(changes_.places, {}, &session_places::session);
    std::ranges::stable_sort(changes_.dropped, {}, &dropped_person::person);
    std::ranges::sort(changes_.confirmed, {}, [](auto const& c) { return std::pair{c.person, c.session}; });
    std::ranges::sort(changes_.arrived);
  }

  void blame(std::string field, std::string value, std::string expected) {
    out_.found.push_back(
        {.file = file_, .field = std::move(field), .value = std::move(value), .expected = std::move(expected)});
  }

  void check_against_itself() {
    auto const& c = changes_;
    auto const dropped = [&](std::string const& id) {
      return std::ranges::binary_search(c.dropped, id, {}, &dropped_person::person);
    };
    for (auto i = std::size_t{1U}; i < c.dropped.size(); ++i) {
      if (c.dropped[i].person == c.dropped[i - 1U].person) {
        blame("$.dropped", c.dropped[i].person, "each person once");
      }
    }
    for (auto const& place : c.confirmed) {
      if (dropped(place.person)) {
        blame("$.confirmed", place.person, "nobody who is among \"dropped\"");
      }
      auto const known = std::ranges::find(c.places, place.session, &session_places::session);
      if (known != c.places.end() && known->places == 0U) {
        blame("$.confirmed", place.session, "a session that is not cancelled in \"places\"");
      }
    }
    for (auto i = std::size_t{0U}; i != c.arrived.size(); ++i) {
      if (dropped(c.arrived[i]) || (i != 0U && c.arrived[i] == c.arrived[i - 1U])) {
        blame("$.arrived", c.arrived[i], "each person once, and nobody who is among \"dropped\"");
      }
    }
  }

  std::string file_;
  changes_load out_;
  sharing_changes changes_;
};

}  // namespace

changes_load read_changes(std::string_view const file, std::string_view const text) {
  return changes_reader{file}.read(text);
}

}  // namespace foothold
