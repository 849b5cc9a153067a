#include "api/record_json.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/edit_distance.h"
#include "base/moment.h"
#include "base/utf8.h"
#include "model/week.h"

namespace foothold::api {
namespace {

std::string words_list(std::span<std::string_view const> const words) {
  auto text = std::string{};
  for (auto const w : words) {
    text += (text.empty() ? "" : ", ") + std::string{w};
  }
  return text;
}

std::string sort_sentence(field_shape const& f) {
  switch (f.sort) {
    case field_sort::text:
      return fmt::format("a text of at most {} KiB without control characters", kLongestText / 1024U);
    case field_sort::number:
      return "a whole number";
    case field_sort::yes_no:
      return "true or false";
    case field_sort::day:
      return "a day such as 2026-03-31";
    case field_sort::point_in_time:
      return "a moment such as 2026-03-31T09:30:00Z";
    case field_sort::week:
      return "hours of a week such as Mon-Fri 08:00-12:00";
    case field_sort::id:
      return "an id: 32 hexadecimal digits";
    case field_sort::word:
      return "one of: " + words_list(f.words);
  }
  return {};
}

// Line ends and tabs are text; other control characters are none.
bool is_clean(std::string_view const text) {
  return !first_invalid_utf8(text) && std::ranges::none_of(text, [](char const c) {
    auto const byte = static_cast<unsigned char>(c);
    return (byte < 0x20U && c != '\n' && c != '\t' && c != '\r') || byte == 0x7FU;
  });
}

// Nothing for a text that is none of this sort.
std::optional<cell> cell_of_text(field_shape const& f, std::string const& text) {
  auto const keep_if = [&](bool const good) { return good ? std::optional{cell{text}} : std::nullopt; };
  switch (f.sort) {
    case field_sort::text:
      return keep_if((text.size() <= kLongestText || f.name == "content") && is_clean(text));
    case field_sort::day:
      return keep_if(parse_date(text).has_value());
    case field_sort::week:
      return keep_if(parse_week(text).has_value());
    case field_sort::id:
      return keep_if(parse_id(text).has_value());
    case field_sort::word:
      return keep_if(std::ranges::find(f.words, text) != f.words.end());
    case field_sort::point_in_time: {
      auto const at = parse_moment(text);
      return at ? std::optional{cell_of(instant{*at})} : std::nullopt;
    }
    case field_sort::number:
    case field_sort::yes_no:
      break;
  }
  return std::nullopt;
}

std::optional<cell> cell_of_json(field_shape const& f, json_value const& v) {
  if (auto const* const text = v.text()) {
    return cell_of_text(f, *text);
  }
  if (auto const* const number = std::get_if<std::int64_t>(&v.is); number != nullptr && f.sort == field_sort::number) {
    return cell{*number};
  }
  if (auto const* const yes = std::get_if<bool>(&v.is); yes != nullptr && f.sort == field_sort::yes_no) {
    return cell_of(*yes);
  }
  if (std::holds_alternative<std::monostate>(v.is) && f.optional) {
    return cell{};
  }
  return std::nullopt;
}

std::string json_of_cell(field_shape const& f, cell const& c) {
  if (auto const* const text = std::get_if<std::string>(&c)) {
    return json_text(*text);
  }
  if (auto const* const number = std::get_if<std::int64_t>(&c)) {
    switch (f.sort) {
      case field_sort::yes_no:
        return *number == 0 ? "false" : "true";
      case field_sort::point_in_time:
        return json_text(format_moment(instant_of(c)));
      default:
        return fmt::format("{}", *number);
    }
  }
  return "null";
}

// RFC 6901: a key may hold the signs that a pointer is made of.
std::string pointer_to(std::string_view const key) {
  auto out = std::string{"/"};
  for (auto const c : key) {
    out += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1U, c);
  }
  return out;
}

// A key of ours may be repeated, one of theirs may be anything.
field_fault unknown_key(record_table const& table, std::string const& key, body_sort const sort,
                        std::string_view const owner, std::size_t const at) {
  if (table.at(key) || key == "id" || key == "version") {
    return {pointer_to(key), "a field that the program sets", "nothing"};
  }
  auto names = std::vector<std::string_view>{};
  for (auto const& f : table.fields) {
    if (is_asked(table, f, sort, owner)) {
      names.push_back(f.name);
    }
  }
  auto const near = nearest_name(key, names);
  return {"", fmt::format("an unknown key, the {}. of the object", at + 1U),
          near.empty() ? std::string{"the fields of the contract"} : fmt::format("perhaps \"{}\"", near)};
}

}  // namespace

bool is_asked(record_table const& table, field_shape const& f, body_sort const sort, std::string_view const owner) {
  auto const rule = rule_of(table, f.name);
  if (f.name == owner || names_the_person(f.name)) {
    return false;
  }
  return sort == body_sort::add ? rule.at_first == field_origin::asked : rule.changes;
}

bool is_needed(record_table const& table, field_shape const& f, body_sort const sort, std::string_view const owner) {
  return sort != body_sort::part && is_asked(table, f, sort, owner) && !may_be_left_out(table, f);
}

std::string looks_like(field_shape const& f) {
  return sort_sentence(f) + (f.optional ? ", or null" : "");
}

read_fields read_fields_of(record_table const& table, json_value const& body, body_sort const sort,
                           std::string_view const owner) {
  auto out = read_fields{.given = given_fields(table.fields.size()), .faults = {}};
  auto const* const object = body.object();
  if (object == nullptr) {
    out.faults.push_back({"", sort_of(body), "an object"});
    return out;
  }
  for (auto i = std::size_t{0U}; i != object->size(); ++i) {
    auto const& [key, value] = (*object)[i];
    auto const at = table.at(key);
    if (!at || !is_asked(table, table.fields[*at], sort, owner)) {
      out.faults.push_back(unknown_key(table, key, sort, owner, i));
      continue;
    }
    auto read = cell_of_json(table.fields[*at], value);
    if (read) {
      out.given[*at] = std::move(*read);
    } else {
      out.faults.push_back({pointer_to(key), sort_of(value), looks_like(table.fields[*at])});
    }
  }
  for (auto const& f : table.fields) {
    auto const sent = std::ranges::any_of(*object, [&](auto const& m) { return m.first == f.name; });
    if (!sent && is_needed(table, f, sort, owner)) {
      out.faults.push_back({pointer_to(f.name), "nothing", looks_like(f)});
    }
  }
  return out;
}

std::string row_as_json(record_table const& table, row_values const& r, bool const special) {
  auto out = fmt::format("{{\"id\":{},\"version\":{}", json_text(r.id), r.version);
  for (auto i = std::size_t{0U}; i != table.fields.size(); ++i) {
    auto const& f = table.fields[i];
    if (special || f.keeping != guard::sensitive) {
      out += fmt::format(",{}:{}", json_text(f.name), json_of_cell(f, r.fields[i]));
    }
  }
  return out + "}";
}

std::string list_as_json(std::vector<std::string> const& items, std::string_view const next) {
  auto out = std::string{"{\"items\":["};
  for (auto const& item : items) {
    out += (out.back() == '[' ? "" : ",") + item;
  }
  return out + "],\"next\":" + (next.empty() ? "null" : json_text(next)) + "}";
}

}  // namespace foothold::api
