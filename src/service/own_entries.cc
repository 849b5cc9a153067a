#include "service/own_entries.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "access/decide.h"
#include "access/rules.h"

namespace foothold {
namespace {

// Fields that the rules let the person change.
categories own_fields() {
  static auto const fields = [] {
    auto all = categories{};
    for (auto const& rule : access_rules()) {
      if (rule.as == role::newcomer && rule.to == relation::own) {
        all |= touched_by(rule, action::change_part);
      }
    }
    return all;
  }();
  return fields;
}

// What belongs to the person alone: not what several hands write, such as plans and appointments.
bool is_told(category const c) {
  constexpr auto kShared = categories{category::plan, category::appointments, category::messages, category::documents};
  return own_fields().has(c) && !kShared.has(c);
}

row_place place_of(caller const& who, record_table const& table) {
  auto const by = table.at("carer") ? "carer" : "person";
  return {.table = &table,
          .of = {.sort = kind::person, .subject = who.by.id},
          .by = table.name == "households" ? "" : by,
          .owner = table.name == "households" ? std::string{} : who.by.id};
}

result<cell> cell_from(field_shape const& f, std::string const& text) {
  auto const wrong = [&] { return fail(errc::bad_input, std::string{f.name} + ": expected another value"); };
  if (text.empty()) {
    return f.optional ? result<cell>{cell{}} : f.sort == field_sort::text ? result<cell>{cell{text}} : wrong();
  }
  switch (f.sort) {
    case field_sort::day:
      return parse_date(text) ? result<cell>{cell{text}} : wrong();
    case field_sort::yes_no:
      return text == "1" || text == "0" ? result<cell>{cell{std::int64_t{text == "1"}}} : wrong();
    case field_sort::number: {
      auto n = std::int64_t{0};
      auto const [end, bad] = std::from_chars(text.data(), text.data() + text.size(), n);
      return bad == std::errc{} && end == text.data() + text.size() ? result<cell>{cell{n}} : wrong();
    }
    case field_sort::word:
      return std::ranges::find(f.words, text) != f.words.end() ? result<cell>{cell{text}} : wrong();
    default:
      return cell{text};
  }
}

}  // namespace

bool may_correct(record_table const& table, field_shape const& f) {
  auto const simple = f.sort == field_sort::text || f.sort == field_sort::number || f.sort == field_sort::yes_no ||
                      f.sort == field_sort::day || f.sort == field_sort::word;
  return simple && is_told(table.holds) && table.change != nullptr && f.keeping != guard::sensitive &&
         f.name != "evidence" && f.name != "companion" && !names_the_person(f.name) && rule_of(table, f.name).changes;
}

bool may_correct(record_table const& table, row_values const& r) {
  auto const evidence = table.at("evidence");
  auto const told = !evidence || r.fields[*evidence] == cell{std::string{"told"}};
  return told && table.name != "companions" && table.name != "skill_evidence" && table.name != "certificates" &&
         std::ranges::any_of(table.fields, [&](field_shape const& f) { return may_correct(table, f); });
}

result<row_values> read_own_entry(store& cases, caller const& who, record_table const& table, std::string const& id) {
  auto found = read_row(cases, who, place_of(who, table), id);
  if (!found) {
    return tl::make_unexpected(found.error());
  }
  return may_correct(table, found->row) ? result<row_values>{std::move(found->row)}
                                        : tl::make_unexpected(no_such_entry());
}

result<written_row> correct_own_entry(store& cases, caller const& who, record_table const& table,
                                      change_request const& request, std::string const& id, std::int64_t const version,
                                      std::vector<sent_text> const& sent) {
  return change_row(cases, who, action::change_part, place_of(who, table), request, id, version,
                    [&](row_values& r, transaction& /*t*/) -> result<void> {
                      if (!may_correct(table, r)) {
                        return tl::make_unexpected(no_such_entry());
                      }
                      for (auto const& [field, text] : sent) {
                        auto const at = table.at(field);
                        if (!at || !may_correct(table, table.fields[*at])) {
                          return tl::make_unexpected(no_such_entry());
                        }
                        auto value = cell_from(table.fields[*at], text);
                        if (!value) {
                          return tl::make_unexpected(value.error());
                        }
                        r.fields[*at] = std::move(*value);
                      }
                      return {};
                    });
}

}  // namespace foothold
