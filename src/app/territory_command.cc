// foothold territory check|import|export DIR

#include <cstdio>
#include <system_error>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/commands.h"
#include "app/report.h"
#include "interop/folder.h"
#include "interop/territory_export.h"
#include "interop/territory_image.h"
#include "sys/file.h"

namespace foothold {

namespace {

// docs/formats/territory-check.schema.json
std::string as_json(territory_load const& load) {
  auto out = nlohmann::ordered_json{};
  out["format"] = "foothold-territory-check/1";
  out["valid"] = load.value.has_value();
  if (load.value) {
    out["id"] = load.value->id;
    out["as_of"] = format_date(load.value->as_of);
    out["territory_hash"] = load.value->hash;
    out["rules_hash"] = load.value->rules_hash;
    out["policy_hash"] = load.value->policy_hash;
  }
  out["rows"] = nlohmann::ordered_json::object();
  for (auto const& [file, rows] : load.rows) {
    out["rows"][file] = rows;
  }
  out["assumed"] = load.assumed;
  out["found"] = nlohmann::ordered_json::array();
  for (auto const& f : load.found) {
    out["found"].push_back({{"severity", f.warning ? "warning" : "fault"},
                            {"file", f.file},
                            {"line", f.line},
                            {"field", f.field},
                            {"value", f.value},
                            {"expected", f.expected}});
  }
  return out.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

void print_text(territory_load const& load) {
  if (load.value) {
    fmt::print("{}, planned from {}\n", load.value->name.in("en"), format_date(load.value->as_of));
  }
  for (auto const& [file, rows] : load.rows) {
    if (rows != 0U) {
      fmt::print("{:>8}  {}\n", rows, file);
    }
  }
  for (auto const& text : load.assumed) {
    fmt::print("assumed: {}\n", text);
  }
}

// Says what was found. True if the pack is valid.
bool tell(territory_load const& load, output_format const format) {
  if (format == output_format::json) {
    fmt::print("{}", as_json(load));
  } else {
    print_text(load);
    report(load.found);
    fmt::print("{}\n", load.value ? "valid" : "not valid");
  }
  return load.value.has_value();
}

result<void> write_files(std::filesystem::path const& folder, std::vector<named_bytes> const& files) {
  auto code = std::error_code{};
  std::filesystem::create_directories(folder, code);
  if (!code && !std::filesystem::is_empty(folder, code) && !code) {
    return fail(errc::wrong_use, folder.string() + ": is not empty; export into a new folder, nothing is overwritten");
  }
  for (auto const& file : files) {
    auto const path = folder / file.name;
    std::filesystem::create_directories(path.parent_path(), code);
    if (code) {
      return fail(errc::broken, path.parent_path().string() + ": the folder cannot be created: " + code.message());
    }
    if (auto const written = write_file(path, file.bytes); !written) {
      return written;
    }
  }
  return {};
}

}  // namespace

int run_territory_check(territory_options const& options) {
  auto const load = load_territory(options.territory);
  if (!load) {
    return report(load.error());
  }
  return tell(*load, options.format) ? kDone : kFault;  // faults are what a check is for, not bad input to it
}

int run_territory_import(territory_options const& options) {
  auto files = read_pack_folder(options.territory);
  if (!files) {
    return report(files.error());
  }
  auto const load = read_territory(*files);
  if (!tell(load, options.format)) {
    return kBadInput;
  }
  auto const saved = save_territory_image(options.data, *files);
  return saved ? kDone : report(saved.error());
}

int run_territory_export(territory_options const& options) {
  auto const load = load_territory_image(options.data);
  if (!load) {
    return report(load.error());
  }
  if (!load->value) {
    report(load->found);
    return kBadInput;
  }
  auto const written = write_files(options.territory, write_territory(*load->value));
  return written ? kDone : report(written.error());
}

}  // namespace foothold
