// foothold export

#include <cstdio>
#include <string>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "api/export_json.h"
#include "api/export_paper.h"
#include "app/admin.h"
#include "app/commands.h"
#include "app/report.h"
#include "print/paper.h"
#include "service/exporting.h"
#include "service/staff.h"
#include "service/texts.h"
#include "sys/file.h"

namespace foothold {

using nlohmann::json;

namespace {

result<printed_paper> write_paper(installation& office, exported_file const& file, std::string const& language,
                                  std::filesystem::path const& out) {
  auto const known = load_texts(office.options().data.folder / "packs" / "texts");
  if (!known) {
    return tl::make_unexpected(known.error());
  }
  return api::language_of_paper(*known, language, file)
      .and_then([&](catalogue const* const words) { return print_paper(api::paper_of_export(file, *words)); })
      .and_then(
          [&](printed_paper&& p) { return write_file(out, p.pdf, readers::owner).map([&] { return std::move(p); }); });
}

}  // namespace

result<json> admin_export(installation& office, json const& asked, tell_progress const& /*tell*/) {
  auto const by = parse_id_as<staff_id>(asked.at("by").get<std::string>());
  if (!by) {
    return fail(errc::bad_input, "--by is the id of who leads the case: 32 digits 0 to 9 and a to f");
  }
  auto who = acting_staff(office, *by);
  if (!who) {
    return tl::make_unexpected(who.error());
  }
  auto const why = who->as == role::data_protection_officer ? purpose::protection : purpose::counselling;
  auto const file = export_person(office.cases(), {.by = std::move(*who), .why = why},
                                  asked.at("person").get<std::string>(), office.clock());
  if (!file) {
    return tl::make_unexpected(file.error());
  }
  // Written here and not sent: the other side is a program of the same user, and a line has a limit.
  auto const out = asked.at("out").get<std::string>();
  if (auto const written = write_file(out, api::export_as_json(*file), readers::owner); !written) {
    return tl::make_unexpected(written.error());
  }
  auto folder = std::filesystem::path{out};
  folder.replace_extension(".files");
  auto const bytes = export_bytes(office, *file, folder);
  if (!bytes) {
    return tl::make_unexpected(bytes.error());
  }
  auto paper = printed_paper{};
  if (auto const where = asked.at("paper").get<std::string>(); !where.empty()) {
    auto printed = write_paper(office, *file, asked.at("language").get<std::string>(), where);
    if (!printed) {
      return tl::make_unexpected(printed.error());
    }
    paper = std::move(*printed);
  }
  auto rows = std::size_t{0U};
  for (auto const& t : file->tables) {
    rows += t.rows.size();
  }
  return json{{"format", "foothold-exported/1"},
              {"person", file->person},
              {"file", out},
              {"rows", rows},
              {"files", bytes->files},
              {"files_missing", bytes->missing},
              {"left_out", file->left_out},
              {"log_lines", file->log.size()},
              {"pages", paper.pages},
              {"unknown_signs", paper.unknown_signs}};
}

int run_export(export_options const& options) {
  auto const out = std::filesystem::absolute(options.out);
  auto const paper = options.paper.empty() ? options.paper : std::filesystem::absolute(options.paper);
  auto const done = ask_office(options.office, "export",
                               {{"person", options.person},
                                {"by", options.by},
                                {"out", out.string()},
                                {"paper", paper.string()},
                                {"language", options.language}});
  if (!done) {
    return report(done.error());
  }
  if (options.office.format == output_format::json) {
    fmt::print("{}\n", done->dump(2));
    return kDone;
  }
  fmt::print("{}\n", out.string());
  if (!paper.empty()) {
    fmt::print("{}\n", paper.string());
    fmt::print(stderr, "The paper has {} pages.\n", (*done)["pages"].get<std::size_t>());
    if (auto const unknown = (*done)["unknown_signs"].get<std::size_t>(); unknown != 0U) {
      fmt::print(stderr, "This machine has no font for {} signs of it; they are boxes. Install fonts-noto-core.\n",
                 unknown);
    }
  }
  fmt::print(stderr, "{} rows are in the file, which only you may read", (*done)["rows"].get<std::size_t>());
  for (auto i = std::size_t{0U}; auto const& name : (*done)["left_out"]) {
    fmt::print(stderr, "{}{}", i++ == 0U ? "; not shown to you: " : ", ", name.get<std::string>());
  }
  fmt::print(stderr, ".\n");
  if ((*done)["files"] != 0) {
    fmt::print(stderr, "{} uploaded files are beside it, in the folder that ends in .files.\n",
               (*done)["files"].get<std::int64_t>());
  }
  if ((*done)["files_missing"] != 0) {
    fmt::print(stderr, "The bytes of {} files are not there. Tell who runs the machine.\n",
               (*done)["files_missing"].get<std::int64_t>());
  }
  return kDone;
}

}  // namespace foothold
