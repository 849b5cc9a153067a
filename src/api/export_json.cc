#include "api/export_json.h"

#include <fmt/format.h>

#include "api/json_value.h"
#include "api/record_json.h"
#include "base/moment.h"

namespace foothold::api {
namespace {

// {"a": [\n...,\n...], ...}: a row on each line, so that a person finds their way in it.
std::string rows_as_json(exported_table const& t, bool const special) {
  auto out = fmt::format("{}: [", json_text(t.table->name));
  for (auto const& r : t.rows) {
    out += fmt::format("{}\n      {}", out.back() == '[' ? "" : ",", row_as_json(*t.table, r, special));
  }
  return out + (t.rows.empty() ? "]" : "\n    ]");
}

std::string line_as_json(audit_line const& l) {
  return fmt::format(R"({{"at": {}, "actor": {}, "act": {}, "purpose": {}, "basis": {}, "fields": {}}})",
                     json_text(format_moment(l.at)), json_text(l.actor), json_text(l.name), json_text(l.purpose),
                     json_text(l.basis), json_text(l.fields));
}

}  // namespace

std::string export_as_json(exported_file const& file) {
  auto out = fmt::format(
      "{{\n  \"format\": \"foothold-export/1\",\n  \"person\": {},\n  \"at\": {},\n  \"special_categories\": {},\n  "
      "\"left_out\": [",
      json_text(file.person), json_text(format_moment(file.at)), file.special);
  for (auto const& name : file.left_out) {
    out += (out.back() == '[' ? "" : ", ") + json_text(name);
  }
  out += "],\n  \"answering\": [";
  for (auto const& o : file.answering) {
    out +=
        fmt::format("{}{{\"id\": {}, \"name\": {}, \"website\": {}, \"of_case\": {}}}", out.back() == '[' ? "" : ", ",
                    json_text(o.id), json_text(o.name), json_text(o.website), o.of_case);
  }
  out += "],\n  \"file\": {";
  for (auto const& t : file.tables) {
    out += fmt::format("{}\n    {}", out.back() == '{' ? "" : ",", rows_as_json(t, file.special));
  }
  out += "\n  },\n  \"log\": [";
  for (auto const& l : file.log) {
    out += fmt::format("{}\n    {}", out.back() == '[' ? "" : ",", line_as_json(l));
  }
  return out + (file.log.empty() ? "]\n}\n" : "\n  ]\n}\n");
}

}  // namespace foothold::api
