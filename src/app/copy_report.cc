#include "app/copy_report.h"

#include <chrono>
#include <cstdio>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/report.h"
#include "base/moment.h"

namespace foothold {
namespace {

using nlohmann::json;

constexpr auto kFormat = "foothold-copy/1";
constexpr auto kTellEvery = std::chrono::milliseconds{300};

json tables_of(std::vector<table_sum> const& tables) {
  auto out = json::array();
  for (auto const& t : tables) {
    out.push_back({{"name", t.name}, {"rows", t.rows}, {"hash", t.hash}});
  }
  return out;
}

std::int64_t rows_of(std::vector<table_sum> const& tables) {
  auto sum = std::int64_t{0};
  for (auto const& t : tables) {
    sum += t.rows;
  }
  return sum;
}

json audit_of(audit_report const& a) {
  return {{"whole", !a.fault}, {"entries", a.entries}, {"heads", a.heads}, {"hash", a.hash}};
}

double seconds(std::chrono::milliseconds const t) {
  return static_cast<double>(t.count()) / 1000.0;
}

// "1,234,567"
std::string grouped(std::int64_t const n) {
  auto text = std::to_string(n);
  for (auto at = static_cast<std::ptrdiff_t>(text.size()) - 3; at > 0; at -= 3) {
    text.insert(static_cast<std::size_t>(at), ",");
  }
  return text;
}

void print_backup(json const& done) {
  fmt::print("{}\n", done["file"].get<std::string>());
  fmt::print(stderr, "{} rows in {} tables were written, read back and compared; {} bytes.\n",
             grouped(done["rows"].get<std::int64_t>()), done["tables"].size(),
             grouped(done["bytes"].get<std::int64_t>()));
  if (done["files"] != 0) {
    fmt::print(stderr, "{} uploaded files are in it.\n", grouped(done["files"].get<std::int64_t>()));
  }
  if (done["files_missing"] != 0) {
    fmt::print(stderr, "The bytes of {} files are NOT THERE, and so not in the copy. Look into it today.\n",
               grouped(done["files_missing"].get<std::int64_t>()));
  }
  if (done["snapshots"] != 0) {
    fmt::print(stderr, "{} snapshots of the territory are in it, that decisions can be computed again.\n",
               grouped(done["snapshots"].get<std::int64_t>()));
  }
  if (done["snapshots_missing"] != 0) {
    fmt::print(stderr, "{} snapshots of the territory are NOT THERE, or damaged, and so not in the copy.\n",
               grouped(done["snapshots_missing"].get<std::int64_t>()));
  }
  fmt::print(stderr, "Hash {}: write it down elsewhere.\n", done["hash"].get<std::string>());
}

void print_return(json const& done) {
  auto const drill = done["done"] == "drill";
  auto const& audit = done["audit"];
  auto const& took = done["seconds"];
  fmt::print("copy\t{} of {} ({}, schema {})\n", done["file"].get<std::string>(), done["copy_of"].get<std::string>(),
             done["copied_from"].get<std::string>(), done["schema"].get<std::int64_t>());
  fmt::print("rows\t{} in {} tables, equal to those that were copied\n", grouped(done["rows"].get<std::int64_t>()),
             done["tables"].size());
  fmt::print("audit\t{}, {} entries, {} signed heads\n", audit["whole"].get<bool>() ? "whole" : "NOT WHOLE",
             grouped(audit["entries"].get<std::int64_t>()), audit["heads"].get<std::int64_t>());
  auto erased_rows = std::int64_t{0};
  for (auto const& e : done["erased"]) {
    erased_rows += e["rows"].get<std::int64_t>();
  }
  fmt::print("erased\t{} people were erased since; {} rows of theirs were taken out\n", done["erased"].size(),
             grouped(erased_rows));
  fmt::print("files\t{} uploaded ones, {} snapshots of the territory\n", grouped(done["files"].get<std::int64_t>()),
             grouped(done["snapshots"].get<std::int64_t>()));
  fmt::print("pages\t{}\n", done["pages"] == 0
                                ? std::string{"nobody has a caseworker, so no page was tried"}
                                : fmt::format("{} opened with a grant", done["pages"].get<std::int64_t>()));
  fmt::print("time\t{:.1f} s: {:.1f} filling, {:.1f} comparing, {:.1f} opening\n", took["whole"].get<double>(),
             took["filled"].get<double>(), took["compared"].get<double>(), took["opened"].get<double>());
  auto const fault = done["fault"].get<std::string>();
  fmt::print("verdict\t{}\n", fault.empty() ? "good" : fault);
  if (!drill) {
    fmt::print(stderr, "The installation is there and may be started.\n");
  } else if (!fault.empty()) {
    fmt::print(stderr, "This copy would not bring everything back as it was. Look into it today.\n");
  }
}

void print_move(json const& done) {
  fmt::print("rows\t{} in {} tables, equal in both\n", grouped(done["rows"].get<std::int64_t>()),
             done["tables"].size());
  fmt::print("audit\t{}, {} entries\n", done["audit"]["whole"].get<bool>() ? "whole" : "NOT WHOLE",
             grouped(done["audit"]["entries"].get<std::int64_t>()));
  fmt::print("config.json\t{}\n", done["config"].get<std::string>());
  fmt::print(stderr,
             "Put that line into config.json. The old database stays as it is: keep it until the first copy of the new "
             "one, then delete it. The keys stay where they are.\n");
}

}  // namespace

json as_json(copy_made const& made) {
  return {{"format", kFormat},
          {"done", "backup"},
          {"file", made.file.string()},
          {"made_at", format_moment(made.made_at)},
          {"bytes", made.bytes},
          {"hash", made.hash},
          {"schema", made.schema},
          {"rows", rows_of(made.tables)},
          {"tables", tables_of(made.tables)},
          {"files", made.files.files},
          {"files_missing", made.missing.files},
          {"snapshots", made.files.snapshots},
          {"snapshots_missing", made.missing.snapshots},
          {"audit_head", made.audit_head},
          {"erasures", made.erasures}};
}

json as_json(restored const& found, std::string_view const done, std::filesystem::path const& file) {
  auto erased = json::array();
  for (auto const& e : found.erased) {
    erased.push_back({{"subject", e.subject}, {"rows", e.rows}});
  }
  return {{"format", kFormat},
          {"done", done},
          {"file", file.string()},
          {"copy_of", format_moment(found.copy_of)},
          {"copied_from", found.copied_from == engine_kind::sqlite ? "sqlite" : "postgresql"},
          {"schema", found.schema},
          {"rows", found.rows},
          {"tables", tables_of(found.tables)},
          {"audit", audit_of(found.audit)},
          {"erased", std::move(erased)},
          {"files", found.files},
          {"snapshots", found.snapshots},
          {"pages", found.pages},
          {"seconds",
           {{"filled", seconds(found.filled)},
            {"compared", seconds(found.compared)},
            {"opened", seconds(found.opened)},
            {"whole", seconds(found.whole)}}},
          {"fault", found.fault}};
}

json as_json(moved_rows const& moved) {
  return {{"format", kFormat},
          {"done", "migrate"},
          {"schema", moved.schema},
          {"rows", moved.rows},
          {"tables", tables_of(moved.tables)},
          {"audit", audit_of(moved.audit)}};
}

int print_copy(json const& done, output_format const format) {
  auto const& what = done.at("done");
  if (format == output_format::json) {
    fmt::print("{}\n", done.dump(2));
  } else if (what == "backup") {
    print_backup(done);
  } else if (what == "migrate") {
    print_move(done);
  } else {
    print_return(done);
  }
  auto const whole = !done.contains("audit") || done["audit"]["whole"].get<bool>();
  return whole && done.value("fault", "").empty() ? kDone : kFault;
}

progress_function telling(tell_progress const& tell) {
  return [&tell, last = std::chrono::steady_clock::time_point{}](copy_progress const& p) mutable {
    auto const now = std::chrono::steady_clock::now();
    if (now - last >= kTellEvery) {
      last = now;
      tell(fmt::format("{}: {} rows{}{}", p.step, grouped(p.rows), p.table.empty() ? "" : ", ", p.table));
    }
  };
}

}  // namespace foothold
