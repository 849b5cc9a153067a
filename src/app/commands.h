#pragma once
// The verbs of the command line as plain functions: one struct of options and one function each, in
// src/app/X_command.cc. src/app/main parses the arguments into the struct and calls the function. Results go to stdout,
// everything else to stderr; the returned number is the exit code. What a verb cannot do is said in one sentence per
// fault (report.h).

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"

namespace foothold {

enum class output_format : std::uint8_t { text, json, svg };

// foothold esco import [--add] PATH...
struct esco_import_options {
  std::vector<std::filesystem::path> paths;  // zips, folders, label files
  bool add{false};                           // keep what the image already has
  std::filesystem::path data;
  output_format format{output_format::text};
};
int run_esco_import(esco_import_options const& options);

// Where the image lies in the data folder.
[[nodiscard]] std::filesystem::path esco_image_path(std::filesystem::path const& data);

// foothold esco info
struct esco_info_options {
  std::filesystem::path data;
  output_format format{output_format::text};
};
int run_esco_info(esco_info_options const& options);

// foothold territory import|export|check DIR
struct territory_options {
  std::filesystem::path territory;  // the pack's folder; for export: where it is written
  std::filesystem::path data;       // the checked image lies here; unused by check
  output_format format{output_format::text};
};
int run_territory_check(territory_options const& options);
int run_territory_import(territory_options const& options);
int run_territory_export(territory_options const& options);

// foothold plan --territory DIR --person ID|FILE [--goal GOAL] [--as-of DATE] [--format text|json|svg]
struct plan_options {
  std::filesystem::path territory;
  std::string person;               // an id of people.csv, or a file with one person
  std::optional<std::string> goal;  // without: the person's first goal
  std::optional<date> as_of;        // without: the territory's as_of
  std::string language{"en"};
  std::filesystem::path data;
  output_format format{output_format::text};
};
int run_plan(plan_options const& options);

// foothold plan check --territory DIR --person ID|FILE PLAN.json
struct plan_check_options {
  std::filesystem::path territory;
  std::string person;
  std::filesystem::path plan;
  output_format format{output_format::text};
};
int run_plan_check(plan_check_options const& options);

// foothold allocate --territory DIR [--people FILE] [--seconds N] [--work N] [--seed N] --out RUN.json
// foothold allocate --territory DIR --from RUN.json --what-if FILE [--out RUN.json]
// foothold allocate --territory DIR --from RUN.json --changes CHANGES.json [--loss P] [--touch P] --out RUN.json
struct allocate_options {
  std::filesystem::path territory;
  std::filesystem::path people;         // ids, one a line; empty: everybody of the territory
  std::filesystem::path out;            // RUN.json
  std::filesystem::path from, what_if;  // a run, and what to change before it is made again
  std::filesystem::path changes;        // or what has changed since
  double loss{1.0};                     // percent: while more is lost than that, others are touched too,
  double touch{3.0};                    // percent of all at most
  std::optional<date> as_of;            // without: the territory's as_of
  std::uint32_t seconds{60U};           // then the best sharing so far
  std::optional<std::uint64_t> work;    // pricing rounds; given, time does not matter
  std::uint64_t seed{1U};               // of the lottery among equals
  std::uint32_t reserve{0U};            // weeks: places kept for those who come within so many
  output_format format{output_format::text};
};
int run_allocate(allocate_options const& options);
int run_what_if(allocate_options const& options);
int run_allocate_changes(allocate_options const& options);

// foothold allocate country DIR --out FOLDER [--seconds N] [--work N] [--processes N] [--seed N]
struct allocate_country_options {
  std::filesystem::path country;
  std::filesystem::path out;          // folder of the jobs, the areas' runs and country-run.json
  std::uint32_t seconds{900U};        // in all
  std::optional<std::uint64_t> work;  // pricing rounds of each job; given, time does not matter
  std::optional<unsigned> processes;  // side by side; without: as many as the machine has cores
  std::uint64_t seed{1U};
  output_format format{output_format::text};
};
int run_allocate_country(allocate_country_options const& options);

// foothold allocate area JOB.json --out FILE
struct allocate_area_options {
  std::filesystem::path job;
  std::filesystem::path out;  // only its owner may read it
  unsigned threads{1U};
};
int run_allocate_area(allocate_area_options const& options);

// foothold allocate verify --territory DIR [--from RUN.json --changes CHANGES.json] RUN.json
// foothold allocate verify --country DIR COUNTRY-RUN.json
struct allocate_verify_options {
  std::filesystem::path territory;
  std::filesystem::path country;
  std::filesystem::path run;
  std::filesystem::path from, changes;  // of a run that goes on from another one
  std::uint64_t seed{1U};               // of the sample, where there are too many people to recompute all
  output_format format{output_format::text};
};
int run_allocate_verify(allocate_verify_options const& options);
int run_verify_country(allocate_verify_options const& options);

// foothold allocate report RUN.json [--territory DIR] [--person ID] [--language L] --out FILE.html
struct allocate_report_options {
  std::filesystem::path run;
  std::filesystem::path territory;      // empty: the folder that the run names
  std::string person;                   // that person's own page; empty: the report of all, which names nobody
  std::optional<std::string> language;  // without: the person's own, else the territory's first
  std::filesystem::path out;
};
int run_allocate_report(allocate_report_options const& options);

// foothold allocate audit RUN.json [--territory DIR] [--language L] --out FILE
struct allocate_audit_options {
  std::filesystem::path run;
  std::filesystem::path territory;      // empty: the folder that the run names
  std::optional<std::string> language;  // without: the territory's first
  std::filesystem::path out;            // only its owner may read it
};
int run_allocate_audit(allocate_audit_options const& options);

// foothold allocate nightly --territory DIR --runs FOLDER [--loss P] [--touch P]
struct allocate_nightly_options {
  std::filesystem::path territory;
  std::filesystem::path runs;  // run-DATE.json and changes-DATE.json
  double loss{1.0}, touch{3.0};
};
int run_allocate_nightly(allocate_nightly_options const& options);

// foothold allocate notices RUN.json [--territory DIR] --out FOLDER
struct allocate_notices_options {
  std::filesystem::path run;
  std::filesystem::path territory;  // empty: the folder that the run names
  std::filesystem::path out;        // a notice for each person whose plan has changed, and log.csv
};
int run_allocate_notices(allocate_notices_options const& options);

// foothold generate --from DIR --people N [...] --seed S --out DIR
struct generate_options {
  std::filesystem::path from;
  std::uint64_t people{0U};
  std::optional<std::uint64_t> offers;     // without: in the pack's own proportion to its sessions
  std::optional<std::uint64_t> sessions;   // without: as many as the places need
  std::optional<std::uint64_t> vacancies;  // without: in the pack's own proportion to its people
  double places_per_person{4.0};           // over three years
  std::uint32_t places_per_session_min{8U};
  std::uint32_t places_per_session_max{25U};
  std::uint64_t seed{0U};
  std::optional<std::uint64_t> areas;  // a country of so many, the people divided among them
  std::filesystem::path out;
};
int run_generate(generate_options const& options);

// foothold keys init|backup|rotate|recover [--data DIR] [--keys DIR] [--master-key FILE | --passphrase]
struct keys_options {
  std::filesystem::path data;
  std::filesystem::path keys;        // empty: DIR/keys
  std::filesystem::path master_key;  // empty: foothold-master-key of systemd's credentials, else master.key of the keys
  bool passphrase{false};            // instead of the file: asked for on a terminal, else the first line of stdin
  output_format format{output_format::text};
};
int run_keys_init(keys_options const& options);

// foothold serve [--demo [--fresh]] [--data DIR] [--keys DIR] [--master-key FILE | --passphrase] [--listen ADDR:PORT]
struct serve_options {
  bool demo{false};
  bool fresh{false};
  keys_options office;                // where the installation is
  std::filesystem::path test_tokens;  // who may ask, in an installation for tests
  std::filesystem::path tls_cert;     // PEM; both or none
  std::filesystem::path tls_key;
  std::string address{"127.0.0.1"};
  std::uint16_t port{8080U};
};
int run_serve(serve_options const& options);

struct keys_backup_options {
  keys_options keys;
  std::filesystem::path out;  // the folder of the copies
};
int run_keys_backup(keys_backup_options const& options);

struct keys_rotate_options {
  keys_options keys;
  bool keep_master{false};               // only the key of the installation
  std::filesystem::path new_master_key;  // empty: in the place of the old one
  bool new_passphrase{false};            // asked for, or the next line of stdin
};
int run_keys_rotate(keys_rotate_options const& options);

struct keys_recover_options {
  keys_options keys;
  std::vector<std::filesystem::path> shares;  // files with the two texts; empty: the master key is there
  std::filesystem::path backup;               // a copy to put in the place of the key store
};
int run_keys_recover(keys_recover_options const& options);
// foothold audit verify [--against HEAD]
struct audit_verify_options {
  std::filesystem::path data;
  std::string postgresql;  // where the database is, if it is not in the folder
  std::string against;     // a signed head, or a file with one; empty: none
  output_format format{output_format::text};
};
int run_audit_verify(audit_verify_options const& options);

// foothold audit head
struct audit_head_options {
  std::filesystem::path data;
  std::string postgresql;
};
int run_audit_head(audit_head_options const& options);

// foothold erase --person ID --by ID
struct erase_options {
  keys_options office;  // where the installation is
  std::string person;
  std::string by;   // a data-protection officer
  bool yes{false};  // nobody is asked once more
};
int run_erase(erase_options const& options);

// foothold export --person ID --by ID --out FILE
struct export_options {
  keys_options office;
  std::string person;
  std::string by;
  std::filesystem::path out;
  std::filesystem::path paper;  // a PDF to read; empty: none
  std::string language;         // of the paper; empty: the person's
};
int run_export(export_options const& options);

// foothold status: exit 1 where something is late
struct status_options {
  keys_options office;
};
int run_status(status_options const& options);

// foothold decision replay ID | --all
struct decision_replay_options {
  keys_options office;
  std::string decision;  // its id; empty with --all
  bool all{false};
};
int run_decision_replay(decision_replay_options const& options);

// foothold user add | list | end
struct user_add_options {
  keys_options office;
  std::string organisation;  // its id, or the name of a new one
  std::string role;
  std::string name;
  std::string email;
  std::optional<date> until;  // last day
};
int run_user_add(user_add_options const& options);
int run_user_list(keys_options const& options);
struct user_end_options {
  keys_options office;
  std::string id;
};
int run_user_end(user_end_options const& options);

// foothold user invite ID
struct user_invite_options {
  keys_options office;
  std::string id;
  std::string language{"en"};  // of the page that the address leads to
};
int run_user_invite(user_invite_options const& options);

// foothold card new | revoke
struct card_new_options {
  keys_options office;
  std::string person;
  std::string by;             // who works on the case
  std::string pin;            // chosen by the person; empty: one at random
  std::string language;       // of the paper; empty: the person's
  std::filesystem::path out;  // the PDF
};
int run_card_new(card_new_options const& options);
struct card_revoke_options {
  keys_options office;
  std::string person;
  std::string by;
};
int run_card_revoke(card_revoke_options const& options);

// foothold backup --out FOLDER
struct backup_options {
  keys_options office;
  std::filesystem::path out;  // the folder of the copies
};
int run_backup(backup_options const& options);

// foothold restore [--drill] FILE [--share FILE --share FILE]
struct restore_options {
  keys_options office;
  std::filesystem::path file;
  bool drill{false};                          // into a folder that is removed again
  std::vector<std::filesystem::path> shares;  // files with the two texts, for copies of months that are over
};
int run_restore(restore_options const& options);

// foothold migrate --to "host=... dbname=..."
struct migrate_options {
  std::filesystem::path data;
  std::string to;  // libpq's words for an empty database
  output_format format{output_format::text};
};
int run_migrate(migrate_options const& options);

// foothold config show | check
struct config_options {
  std::filesystem::path data;
};
int run_config_show(config_options const& options);
int run_config_check(config_options const& options);

}  // namespace foothold
