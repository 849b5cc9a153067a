#pragma once
// What an installation is told by its administrator: DIR/config.json, where each member may be left out.
// docs/formats/config.md has what each means.

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "base/fault.h"
#include "base/result.h"

namespace foothold {

struct settings {
  std::string tenant{"office"};         // whose installation this is; who acts for another tenant sees nothing
  std::string postgresql{};             // libpq's "host=... dbname=..."; empty: SQLite in the data folder
  std::filesystem::path keys{};         // folder of the key store; empty: DIR/keys
  std::filesystem::path master_key{};   // empty: systemd's credential foothold-master-key, else master.key of the keys
  std::filesystem::path copies{};       // folder for a copy of the data each night; empty: none is made by itself
  std::filesystem::path key_copies{};   // folder for those of the keys, which must be another
  std::int64_t copy_of_keys_hours{24};  // a copy of the data is refused where the last copy of the keys is older
  std::int64_t closed_cases_kept_months{0};  // then a closed case is erased; 0: never by itself
  std::filesystem::path territory{};  // folder of the territory to plan with, from DIR; empty: nobody is planned for
  std::string origin{};               // where browsers reach it: "https://foothold.example"; empty: this machine only
  std::string trusted_proxy{};  // address of the proxy in front, which says whom it asks for; empty: there is none
  bool for_tests{false};        // test tokens may sign in; never where people's data are kept
};

[[nodiscard]] std::filesystem::path config_file(std::filesystem::path const& data);

struct settings_load {
  std::optional<settings> value;  // nothing where a fault stops it
  faults found;
};
[[nodiscard]] settings_load parse_settings(std::string_view file, std::string_view text);

// Those of the installation in this folder; the defaults where it has no config.json. bad_input names the first fault.
[[nodiscard]] result<settings> read_settings(std::filesystem::path const& data);

// As config.json, every member written out. A password in `postgresql` is shown as "***".
[[nodiscard]] std::string format_settings(settings const& s);

}  // namespace foothold
