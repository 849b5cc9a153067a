// The command line. The only file that includes CLI11: it declares the verbs, parses into the structs of app/commands.h
// and calls their functions. A new verb is one add_X() function below and its name in `kVerbs`.

#include <array>
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <functional>
#include <iostream>
#include <memory>
#include <new>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "app/commands.h"
#include "app/report.h"
#include "base/date.h"
#include "base/version.h"
#include "sys/folders.h"

namespace {

using namespace foothold;

// What runs when a verb was asked for.
struct verb {
  CLI::App const* parsed;
  std::function<int()> run;
};
using verbs = std::vector<verb>;

// A name before verbs: `esco` of `esco import`.
CLI::App& group(CLI::App& parent, std::string const& name, std::string const& help) {
  auto* const app = parent.add_subcommand(name, help);
  app->require_subcommand(1);
  return *app;
}

template <typename Options>
CLI::App& add(CLI::App& parent, verbs& known, std::string const& name, std::string const& help,
              std::shared_ptr<Options> const& options, int (*const run)(Options const&), std::string const& example) {
  auto* const app = parent.add_subcommand(name, help);
  app->footer("Example: " + example);
  known.push_back({app, [options, run] { return run(*options); }});
  return *app;
}

void data_option(CLI::App& app, std::filesystem::path& folder) {
  folder = default_data_folder();
  app.add_option("--data", folder, "folder of this installation")->type_name("DIR")->capture_default_str();
}

void format_option(CLI::App& app, output_format& format, bool const picture = false) {
  auto const names = std::string{picture ? "text, json or svg" : "text or json"};
  app.add_option_function<std::string>(
         "--format",
         [&format, names, picture](std::string const& text) {
           if (text != "text" && text != "json" && !(picture && text == "svg")) {
             throw CLI::ValidationError{"--format", "\"" + text + "\" is not " + names};
           }
           format = text == "text" ? output_format::text : text == "json" ? output_format::json : output_format::svg;
         },
         names)
      ->type_name("FORMAT");
}

void date_option(CLI::App& app, std::string const& name, std::optional<date>& day, std::string const& help) {
  app.add_option_function<std::string>(
         name,
         [name, &day](std::string const& text) {
           day = parse_date(text);
           if (!day) {
             throw CLI::ValidationError{name, "\"" + text + "\" is no day such as 2026-03-04"};
           }
         },
         help)
      ->type_name("DATE");
}

// "8080" as a whole number up to `most`.
std::optional<std::uint32_t> whole_number(std::string const& text, std::uint32_t const most) {
  auto value = std::uint32_t{0};
  auto const* const end = text.data() + text.size();
  auto const [stop, failure] = std::from_chars(text.data(), end, value);
  return failure == std::errc{} && stop == end && value <= most ? std::optional{value} : std::nullopt;
}

// "8-25" as two whole numbers, the smaller first, at least 1.
std::optional<std::pair<std::uint32_t, std::uint32_t>> parse_range(std::string const& text) {
  constexpr auto kMost = std::uint32_t{100'000};
  auto const dash = text.find('-');
  if (dash == std::string::npos) {
    return std::nullopt;
  }
  auto const low = whole_number(text.substr(0U, dash), kMost);
  auto const high = whole_number(text.substr(dash + 1U), kMost);
  return low && high && *low >= 1U && *low <= *high ? std::optional{std::pair{*low, *high}} : std::nullopt;
}

void add_esco(CLI::App& app, verbs& known) {
  auto& esco = group(app, "esco", "The European classification of skills and occupations");

  auto const import = std::make_shared<esco_import_options>();
  auto& read = add(esco, known, "import", "Read ESCO packages and label files into one image", import, run_esco_import,
                   "foothold esco import esco-1.1.1-en.zip labels/uk.tsv.gz");
  read.add_option("PATH", import->paths, "zip, folder of CSV files, or label file .tsv or .tsv.gz")->required();
  read.add_flag("--add", import->add, "add to what the image has instead of replacing it");
  data_option(read, import->data);
  format_option(read, import->format);

  auto const info = std::make_shared<esco_info_options>();
  auto& show = add(esco, known, "info", "Print what the image holds: key, tab, count", info, run_esco_info,
                   "foothold esco info | grep skills");
  data_option(show, info->data);
  format_option(show, info->format);
}

void add_territory(CLI::App& app, verbs& known) {
  auto& territory = group(app, "territory", "Territory packs: a folder of tables that describes a timetable of offers");
  struct act {
    char const* name;
    char const* help;
    int (*run)(territory_options const&);
    bool stored;  // works on --data
  };
  auto const acts = std::array{
      act{"check", "List every fault: file, line, field, value, what was expected", run_territory_check, false},
      act{"import", "Check a pack and keep it as an image, all or nothing", run_territory_import, true},
      act{"export", "Write the imported territory as a pack", run_territory_export, true}};
  for (auto const& a : acts) {
    auto const options = std::make_shared<territory_options>();
    auto& verb = add(territory, known, a.name, a.help, options, a.run,
                     fmt::format("foothold territory {} data/territories/lindental", a.name));
    verb.add_option("DIR", options->territory, "the pack's folder")->required();
    if (a.stored) {
      data_option(verb, options->data);
    }
    format_option(verb, options->format);
  }
}

void add_plan(CLI::App& app, verbs& known) {
  auto const options = std::make_shared<plan_options>();
  auto& plan = add(app, known, "plan", "The best pathway of a person, dated and explained", options, run_plan,
                   "foothold plan --territory data/territories/lindental --person p-017 --format svg > p-017.svg");
  auto const asked = [options, &plan] {
    for (auto const* const name : {"--territory", "--person"}) {
      if (plan.get_subcommands().empty() && plan.count(name) == 0U) {
        throw CLI::RequiredError{name};
      }
    }
  };
  plan.final_callback(asked);
  plan.add_option("--territory", options->territory, "folder of a territory pack");
  plan.add_option("--person", options->person, "an id of people.csv, or a file with one person");
  plan.add_option("--goal", options->goal,
                  "URI | vacancy:ID | field:ISCO,.. | self-employment; else the person's first");
  date_option(plan, "--as-of", options->as_of, "plan as on this day; else the territory's as_of");
  plan.add_option("--language", options->language, "of the text and the picture: en, de, ar")->capture_default_str();
  format_option(plan, options->format, true);
  data_option(plan, options->data);

  auto const check = std::make_shared<plan_check_options>();
  auto& verify =
      add(plan, known, "check", "Check a plan independently; names the first broken rule", check, run_plan_check,
          "foothold plan check --territory data/territories/lindental --person p-017 PLAN.json");
  verify.add_option("--territory", check->territory, "folder of a territory pack")->required();
  verify.add_option("--person", check->person, "an id of people.csv, or a file with one person")->required();
  verify.add_option("PLAN.json", check->plan, "what plan --format json wrote")->required();
  format_option(verify, check->format);
}

void limits_of_change(CLI::App& app, double& loss, double& touch) {
  app.add_option("--loss", loss, "percent: what may be lost before others are touched too")
      ->check(CLI::Range{0.0, 100.0})
      ->capture_default_str();
  app.add_option("--touch", touch, "percent of the people that may get another plan for that")
      ->check(CLI::Range{0.0, 100.0})
      ->capture_default_str();
}

void add_allocate(CLI::App& app, verbs& known) {
  auto const share = std::make_shared<allocate_options>();
  auto& allocate =
      add(app, known, "allocate", "Scarce places shared among many people, with a proof of how good that is", share,
          run_allocate, "foothold allocate --territory data/territories/lindental --out RUN.json");
  allocate.add_option("--territory", share->territory, "folder of a territory pack");
  allocate.add_option("--people", share->people, "a file with ids, one a line; else everybody")->type_name("FILE");
  allocate.add_option("--out", share->out, "the run is written here")->type_name("RUN.json");
  allocate.add_option("--from", share->from, "a run to begin with")->type_name("RUN.json");
  allocate.add_option("--what-if", share->what_if, "what to change: who would gain how much?")->type_name("FILE");
  allocate.add_option("--changes", share->changes, "what has changed since: few people get another plan")
      ->type_name("CHANGES.json");
  limits_of_change(allocate, share->loss, share->touch);
  date_option(allocate, "--as-of", share->as_of, "the day of planning; else the territory's");
  allocate.add_option("--seconds", share->seconds, "then the best sharing so far")->capture_default_str();
  allocate.add_option("--work", share->work, "rounds of pricing, however long they take: the same bytes everywhere");
  allocate.add_option("--seed", share->seed, "of the published lottery among equals")->capture_default_str();
  allocate.add_option("--reserve", share->reserve, "keep places for those who come within so many weeks")
      ->type_name("WEEKS")
      ->check(CLI::Range{1U, 520U});
  format_option(allocate, share->format);

  auto const verify = std::make_shared<allocate_verify_options>();
  auto& prove =
      add(allocate, known, "verify", "Check a run independently: plans, places, sums, and the bound anew", verify,
          run_allocate_verify, "foothold allocate verify --territory data/territories/lindental RUN.json");
  prove.add_option("--territory", verify->territory, "folder of a territory pack");
  prove.add_option("--country", verify->country, "folder of a country, for the run of all its areas");
  prove.add_option("RUN.json", verify->run, "what foothold allocate wrote")->required();
  prove.add_option("--from", verify->from, "the run that it goes on from")->type_name("RUN.json");
  prove.add_option("--changes", verify->changes, "what had changed since")->type_name("CHANGES.json");
  prove.add_option("--seed", verify->seed, "who is drawn where not all are recomputed")->capture_default_str();
  format_option(prove, verify->format);

  auto const whole = std::make_shared<allocate_country_options>();
  auto& country = add(allocate, known, "country",
                      "Places of a whole country, area by area, coupled by the prices of what areas share", whole,
                      run_allocate_country, "foothold allocate country DIR --out shared --seconds 900");
  country.add_option("DIR", whole->country, "folder with country.json")->required();
  country.add_option("--out", whole->out, "jobs and runs are kept here; what is there is not done again")
      ->type_name("FOLDER")
      ->required();
  country.add_option("--seconds", whole->seconds, "in all, then the best so far")
      ->check(CLI::Range{1U, 1'000'000U})
      ->capture_default_str();
  country.add_option("--work", whole->work, "rounds of pricing of each job, however long they take")
      ->check(CLI::PositiveNumber);
  country.add_option("--processes", whole->processes, "areas at a time; else as many as there are cores")
      ->check(CLI::Range{1U, 1'024U});
  country.add_option("--seed", whole->seed, "of the published lottery among equals")->capture_default_str();
  format_option(country, whole->format);

  auto const piece = std::make_shared<allocate_area_options>();
  auto& area = add(allocate, known, "area", "One job of an area; foothold allocate country writes and starts them",
                   piece, run_allocate_area, "foothold allocate area JOB.json --out RESULT.json");
  area.add_option("JOB.json", piece->job, "what is to be done")->required();
  area.add_option("--threads", piece->threads, "to work with")->check(CLI::Range{1U, 1'024U})->capture_default_str();
  area.add_option("--out", piece->out, "the result is written here")->type_name("FILE")->required();

  auto const report = std::make_shared<allocate_report_options>();
  auto& write = add(allocate, known, "report", "A run as a page to read and print: for all, or for one person", report,
                    run_allocate_report, "foothold allocate report RUN.json --out report.html");
  write.add_option("RUN.json", report->run, "what foothold allocate wrote")->required();
  write.add_option("--territory", report->territory, "folder of the territory pack; else the one that the run names");
  write.add_option("--person", report->person, "an id of people.csv: the page for this person alone");
  write.add_option("--language", report->language,
                   "en, de, ar; else the person's first language, else the territory's");
  write.add_option("--out", report->out, "the page is written here")->type_name("FILE.html")->required();

  auto const audit = std::make_shared<allocate_audit_options>();
  auto& look = add(allocate, known, "audit",
                   "For the office alone: weeks and places by sex, age, stated origin and care, in a file of its own",
                   audit, run_allocate_audit, "foothold allocate audit RUN.json --out AUDIT.json");
  look.add_option("RUN.json", audit->run, "what foothold allocate wrote")->required();
  look.add_option("--territory", audit->territory, "folder of the territory pack; else the one that the run names");
  look.add_option("--language", audit->language, "en, de, ar: of the groups' names; else the territory's");
  look.add_option("--out", audit->out, "written here, for its owner's eyes")->type_name("AUDIT.json")->required();

  auto const night = std::make_shared<allocate_nightly_options>();
  auto& nightly = add(
      allocate, known, "nightly", "From the newest run of a folder and later changes, the next runs; safe to repeat",
      night, run_allocate_nightly, "foothold allocate nightly --territory data/territories/lindental --runs runs");
  nightly.add_option("--territory", night->territory, "folder of a territory pack")->required();
  nightly.add_option("--runs", night->runs, "with run-DATE.json and changes-DATE.json")
      ->type_name("FOLDER")
      ->required();
  limits_of_change(nightly, night->loss, night->touch);

  auto const notices = std::make_shared<allocate_notices_options>();
  auto& tell =
      add(allocate, known, "notices", "A notice for everybody whose plan has changed, in their language, and a log",
          notices, run_allocate_notices, "foothold allocate notices RUN.json --out notices");
  tell.add_option("RUN.json", notices->run, "what foothold allocate --changes wrote")->required();
  tell.add_option("--territory", notices->territory, "folder of the territory pack; else the one that the run names");
  tell.add_option("--out", notices->out, "the folder to write")->type_name("FOLDER")->required();
}

void add_generate(CLI::App& app, verbs& known) {
  auto const options = std::make_shared<generate_options>();
  auto& make = add(app, known, "generate",
                   "A territory of any size from a pack's own statistics; same seed, same bytes", options, run_generate,
                   "foothold generate --from data/territories/lindental --people 2000 --seed 1 --out /tmp/region");
  make.add_option("--from", options->from, "the pack whose statistics are used")->required();
  make.add_option("--people", options->people, "how many people")->required();
  make.add_option("--offers", options->offers, "how many offers; else as many a person as in the pack");
  make.add_option("--sessions", options->sessions, "how many sessions; likewise");
  make.add_option("--vacancies", options->vacancies, "how many vacancies; likewise");
  make.add_option("--places-per-person", options->places_per_person, "scarcity: places a person over three years")
      ->check(CLI::Range{0.01, 1000.0})
      ->capture_default_str();
  make.add_option_function<std::string>(
          "--places-per-session",
          [options](std::string const& text) {
            auto const range = parse_range(text);
            if (!range) {
              throw CLI::ValidationError{"--places-per-session", "\"" + text + "\" is no range such as 8-25"};
            }
            std::tie(options->places_per_session_min, options->places_per_session_max) = *range;
          },
          "smallest and largest session, else 8-25")
      ->type_name("A-B");
  make.add_option("--areas", options->areas, "a country of so many areas, each with its part of the people")
      ->check(CLI::Range{1U, 10'000U});
  make.add_option("--seed", options->seed, "a whole number; other seeds give other territories")->required();
  make.add_option("--out", options->out, "the folder to write")->required();
}

// Where an installation is and what opens it.
void office_options(CLI::App& app, keys_options& options) {
  data_option(app, options.data);
  app.add_option("--keys", options.keys, "folder of the key store; else DIR/keys");
  auto* const file = app.add_option("--master-key", options.master_key,
                                    "file of the master key; else foothold-master-key of systemd's credentials, "
                                    "else master.key in the folder of the key store");
  app.add_flag("--passphrase", options.passphrase, "instead of a file: asked for, or the first line of the input")
      ->excludes(file);
}
void key_options(CLI::App& app, keys_options& options) {
  office_options(app, options);
  format_option(app, options.format);
}

void add_serve(CLI::App& app, verbs& known) {
  auto const options = std::make_shared<serve_options>();
  auto& serve = add(app, known, "serve", "Serve the screens to browsers", options, run_serve, "foothold serve --demo");
  auto* const demo = serve.add_flag("--demo", options->demo, "with the demo territory and its people");
  serve.add_flag("--fresh", options->fresh, "forget what was changed in the demo")->needs(demo);
  office_options(serve, options->office);
  serve.add_option("--test-tokens", options->test_tokens, "who may ask the API, in an installation made for tests")
      ->type_name("FILE")
      ->excludes(demo);
  auto* const certificate =
      serve.add_option("--tls-cert", options->tls_cert, "speak https with this chain of certificates (PEM)")
          ->type_name("FILE");
  serve.add_option("--tls-key", options->tls_key, "and its key")->type_name("FILE")->needs(certificate);
  serve
      .add_option_function<std::string>(
          "--listen",
          [options](std::string const& text) {
            auto const colon = text.rfind(':');
            auto const port = colon == std::string::npos ? std::nullopt : whole_number(text.substr(colon + 1U), 65535U);
            if (!port || colon == 0U) {
              throw CLI::ValidationError{"--listen", "\"" + text + "\" is no address and port such as 127.0.0.1:8080"};
            }
            options->address = text.substr(0U, colon);
            options->port = static_cast<std::uint16_t>(*port);
          },
          "address and port, else 127.0.0.1:8080")
      ->type_name("ADDR:PORT");
}

void add_keys(CLI::App& app, verbs& known) {
  auto& keys = group(app, "keys", "The keys that what is kept of people is sealed with");

  auto const init = std::make_shared<keys_options>();
  auto& make =
      add(keys, known, "init", "Make an empty key store; prints the two recovery shares, which are nowhere else", init,
          run_keys_init, "foothold keys init");
  key_options(make, *init);

  auto const backup = std::make_shared<keys_backup_options>();
  auto& copy = add(keys, known, "backup", "Write a sealed copy of the key store and read it back", backup,
                   run_keys_backup, "foothold keys backup --out /media/keys");
  key_options(copy, backup->keys);
  copy.add_option("--out", backup->out, "folder for the copies, on another disk than the data's")->required();

  auto const rotate = std::make_shared<keys_rotate_options>();
  auto& renew = add(keys, known, "rotate", "New keys above those of the people; no data are touched", rotate,
                    run_keys_rotate, "foothold keys rotate");
  key_options(renew, rotate->keys);
  auto* const keep = renew.add_flag("--keep-master", rotate->keep_master, "a new key of the installation only");
  auto* const file = renew.add_option("--new-master-key", rotate->new_master_key, "file; else in the old one's place");
  renew.add_flag("--new-passphrase", rotate->new_passphrase, "from now on a passphrase")
      ->excludes(keep)
      ->excludes(file);
  file->excludes(keep);

  auto const recover = std::make_shared<keys_recover_options>();
  auto& back = add(keys, known, "recover", "Bring a lost master key back by two shares, or a lost key store by a copy",
                   recover, run_keys_recover, "foothold keys recover --share one.txt --share two.txt");
  key_options(back, recover->keys);
  back.add_option("--share", recover->shares, "file with the text of a share; twice")->type_name("FILE");
  back.add_option("--backup", recover->backup, "a copy that keys backup wrote")->type_name("FILE");
}

void postgresql_option(CLI::App& app, std::string& where) {
  app.add_option("--postgresql", where, "libpq's \"host=... dbname=...\" where the database is not in the folder")
      ->type_name("WHERE");
}

void add_audit(CLI::App& app, verbs& known) {
  auto& audit = group(app, "audit", "The log of who did or saw what of whom");

  auto const verify = std::make_shared<audit_verify_options>();
  auto& prove = add(audit, known, "verify", "Prove that no entry was changed, taken out or put in; names the first",
                    verify, run_audit_verify, "foothold audit verify --against head-2026-03.txt");
  prove.add_option("--against", verify->against, "a head that was kept elsewhere: the line, or a file with it")
      ->type_name("HEAD");
  data_option(prove, verify->data);
  postgresql_option(prove, verify->postgresql);
  format_option(prove, verify->format);

  auto const head = std::make_shared<audit_head_options>();
  auto& sign = add(audit, known, "head", "Sign how far the log goes, in one line to keep elsewhere", head,
                   run_audit_head, "foothold audit head > head-2026-03.txt");
  data_option(sign, head->data);
  postgresql_option(sign, head->postgresql);
}

// The two that an act on somebody's file names.
void file_options(CLI::App& app, std::string& person, std::string& by, char const* const who) {
  app.add_option("--person", person, "whose file it is")->type_name("ID")->required();
  app.add_option("--by", by, who)->type_name("ID")->required();
}

void add_erase(CLI::App& app, verbs& known) {
  auto const options = std::make_shared<erase_options>();
  auto& verb = add(app, known, "erase", "Erase a person for ever; prints the receipt", options, run_erase,
                   "foothold erase --person 5f... --by 81... > receipt.txt");
  file_options(verb, options->person, options->by, "the data-protection officer who does it");
  verb.add_flag("--yes", options->yes, "do not ask once more");
  key_options(verb, options->office);
}

void add_decision(CLI::App& app, verbs& known) {
  auto& decision = group(app, "decision", "The log of what automated functions found");
  auto const options = std::make_shared<decision_replay_options>();
  auto& verb = add(decision, known, "replay", "Compute a decision again from what it rested on, and compare the bytes",
                   options, run_decision_replay, "foothold decision replay --all");
  verb.add_option("id", options->decision, "the decision")->type_name("ID");
  verb.add_flag("--all", options->all, "every decision of the installation");
  key_options(verb, options->office);
}

void add_export(CLI::App& app, verbs& known) {
  auto const options = std::make_shared<export_options>();
  auto& verb = add(app, known, "export", "Everything that is kept of a person, and who looked at it", options,
                   run_export, "foothold export --person 5f... --by 81... --out file.json");
  file_options(verb, options->person, options->by, "who leads the case, or a data-protection officer");
  verb.add_option("--out", options->out, "the file that is written, for your eyes alone")->required();
  verb.add_option("--paper", options->paper, "a second file: the same to be read, as PDF in the person's language")
      ->type_name("FILE");
  verb.add_option("--language", options->language, "of the paper, such as ar; else the person's")->type_name("CODE");
  key_options(verb, options->office);
}

void add_backup(CLI::App& app, verbs& known) {
  auto const options = std::make_shared<backup_options>();
  auto& verb = add(app, known, "backup", "A sealed copy of all data, read back and compared; prints its file", options,
                   run_backup, "foothold backup --out /media/copies");
  verb.add_option("--out", options->out, "folder for the copies, on another disk than the data's")
      ->type_name("FOLDER")
      ->required();
  key_options(verb, options->office);
}

void add_status(CLI::App& app, verbs& known) {
  auto const options = std::make_shared<status_options>();
  auto& verb = add(app, known, "status", "How old the copies are, and how much room is left; 1 where it is late",
                   options, run_status, "foothold status || mail -s late somebody");
  key_options(verb, options->office);
}

void add_restore(CLI::App& app, verbs& known) {
  auto const options = std::make_shared<restore_options>();
  auto& verb = add(app, known, "restore", "A copy comes back into an empty installation, without who was erased since",
                   options, run_restore, "foothold restore --drill /media/copies/data-20260304T091500Z.backup");
  verb.add_option("FILE", options->file, "what backup wrote")->required();
  verb.add_flag("--drill", options->drill, "only try it, in a folder that is removed again");
  verb.add_option("--share", options->shares, "file with the text of a share, twice: for a copy of an older month")
      ->type_name("FILE");
  key_options(verb, options->office);
}

void add_migrate(CLI::App& app, verbs& known) {
  auto const options = std::make_shared<migrate_options>();
  auto& verb = add(app, known, "migrate", "All data from SQLite into an empty PostgreSQL database; the old one stays",
                   options, run_migrate, "foothold migrate --to \"host=/run/postgresql dbname=foothold\"");
  verb.add_option("--to", options->to, "libpq's \"host=... dbname=...\" of the empty database")
      ->type_name("WHERE")
      ->required();
  data_option(verb, options->data);
  format_option(verb, options->format);
}

void add_user(CLI::App& app, verbs& known) {
  auto& user = group(app, "user", "Who works with this installation");

  auto const add_options = std::make_shared<user_add_options>();
  auto& come =
      add(user, known, "add", "Let somebody in; prints the id", add_options, run_user_add,
          "foothold user add --organisation \"City of Lindental\" --role organisation_admin --name \"A. Berg\"");
  come.add_option("--organisation", add_options->organisation, "its id, or the name of a new one")->required();
  come.add_option("--role", add_options->role, "caseworker, lead, organisation_admin, data_protection_officer, ...")
      ->required();
  come.add_option("--name", add_options->name, "sealed, and shown to the own organisation only")->required();
  come.add_option("--email", add_options->email, "sealed too");
  date_option(come, "--until", add_options->until, "the last day");
  key_options(come, add_options->office);

  auto const list_options = std::make_shared<keys_options>();
  auto& list = add(user, known, "list", "Ids, states, roles and organisations; no names", list_options, run_user_list,
                   "foothold user list");
  key_options(list, *list_options);

  auto const end_options = std::make_shared<user_end_options>();
  auto& leave = add(user, known, "end", "Somebody leaves: from now on nothing is allowed any more", end_options,
                    run_user_end, "foothold user end 81...");
  leave.add_option("ID", end_options->id, "as user add or user list printed it")->required();
  key_options(leave, end_options->office);

  auto const invite_options = std::make_shared<user_invite_options>();
  auto& ask = add(user, known, "invite", "An address with which a user makes the own account, once and within two days",
                  invite_options, run_user_invite, "foothold user invite 81... --language de");
  ask.add_option("ID", invite_options->id, "as user add or user list printed it")->required();
  ask.add_option("--language", invite_options->language, "of the page")->type_name("CODE")->capture_default_str();
  key_options(ask, invite_options->office);
}

void add_card(CLI::App& app, verbs& known) {
  auto& card = group(app, "card", "Paper cards with which newcomers sign in");
  auto const new_options = std::make_shared<card_new_options>();
  auto& make = add(card, known, "new", "A card as PDF; prints the PIN. The card from before opens nothing any more",
                   new_options, run_card_new, "foothold card new --person 5f... --by 81... --out card.pdf");
  file_options(make, new_options->person, new_options->by, "who works on the case");
  make.add_option("--pin", new_options->pin, "six digits that the person chose; else some at random");
  make.add_option("--language", new_options->language, "of the paper, such as ar; else the person's")
      ->type_name("CODE");
  make.add_option("--out", new_options->out, "the PDF that is written, for your eyes alone")->required();
  key_options(make, new_options->office);

  auto const revoke_options = std::make_shared<card_revoke_options>();
  auto& end = add(card, known, "revoke", "A card was lost: it opens nothing any more, and its sessions end",
                  revoke_options, run_card_revoke, "foothold card revoke --person 5f... --by 81...");
  file_options(end, revoke_options->person, revoke_options->by, "who works on the case");
  key_options(end, revoke_options->office);
}

void add_config(CLI::App& app, verbs& known) {
  auto& config = group(app, "config", "The settings of this installation: DIR/config.json");
  struct act {
    char const* name;
    char const* help;
    int (*run)(config_options const&);
  };
  auto const acts = std::array{act{"show", "Every setting as it is, without passwords", run_config_show},
                               act{"check", "List every fault of the file", run_config_check}};
  for (auto const& a : acts) {
    auto const options = std::make_shared<config_options>();
    auto& verb = add(config, known, a.name, a.help, options, a.run, fmt::format("foothold config {}", a.name));
    data_option(verb, options->data);
  }
}

// Each adds its sub-commands and says what runs them.
using add_verb = void (*)(CLI::App&, verbs&);
std::vector<add_verb> const kVerbs{add_esco,   add_territory, add_plan,   add_allocate, add_generate, add_keys,
                                   add_audit,  add_erase,     add_export, add_decision, add_user,     add_card,
                                   add_config, add_serve,     add_status, add_backup,   add_restore,  add_migrate};

int run(int const argc, char const* const* const argv) {
  auto app = CLI::App{
      "From arrival to a quality job: pathways through the courses, procedures, childcare and jobs of a territory.",
      "foothold"};
  app.set_version_flag("--version", fmt::format("foothold {}", version()));
  app.require_subcommand(1);
  app.footer("Exit codes: 0 done, 1 found a fault, 2 wrong use, 3 bad input, 4 not feasible, 5 something is broken.");
  auto known = verbs{};
  for (auto const add_to : kVerbs) {
    add_to(app, known);
  }
  try {
    app.parse(argc, argv);
  } catch (CLI::ParseError const& e) {
    return app.exit(e) == 0 ? kDone : kWrongUse;
  }
  // `plan check` is inside `plan`: the innermost verb that was asked for is the one.
  for (auto const& v : known) {
    if (v.parsed->parsed() && v.parsed->get_subcommands().empty()) {
      return v.run();
    }
  }
  return kWrongUse;
}

}  // namespace

int main(int const argc, char** const argv) {
  try {
    auto const code = run(argc, argv);
    // A result that did not reach the disk or the pipe is no result.
    if (std::cout.flush().fail() || std::fflush(stdout) != 0) {
      return foothold::report({foothold::errc::broken, "the result could not be written to the standard output"});
    }
    return code;
  } catch (std::bad_alloc const&) {
    return foothold::report({foothold::errc::broken, "there is not enough memory"});
  } catch (std::exception const& e) {
    return foothold::report({foothold::errc::broken, fmt::format("stopped by an unexpected failure: {}", e.what())});
  }
}
