// The command line. The only file that includes CLI11: it declares the verbs, parses into the structs of app/commands.h
// and calls their functions. A new verb is one add_X() function below and its name in `kVerbs`.

#include <cstdio>
#include <exception>
#include <filesystem>
#include <functional>
#include <iostream>
#include <map>
#include <memory>
#include <new>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "app/commands.h"
#include "app/report.h"
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

// Each adds its sub-command and says what runs it.
using add_verb = void (*)(CLI::App&, verbs&);

void add_data(CLI::App& verb_app, std::filesystem::path& data) {
  data = default_data_folder();
  verb_app.add_option("--data", data, "Folder of the installation")->type_name("DIR")->capture_default_str();
}

void add_text_or_json(CLI::App& verb_app, output_format& format) {
  static auto const kNames =
      std::map<std::string, output_format>{{"text", output_format::text}, {"json", output_format::json}};
  verb_app.add_option("--format", format, "text or json")
      ->transform(CLI::CheckedTransformer(kNames).description(""))
      ->type_name("FORMAT");
}

void add_esco(CLI::App& app, verbs& known) {
  auto* const group = app.add_subcommand("esco", "The European classification of occupations and skills");
  group->require_subcommand(1);
  auto const import = std::make_shared<esco_import_options>();
  auto* const import_app = group->add_subcommand(
      "import", "Read ESCO packages (zip or folder) and label files (.tsv, .tsv.gz) into one image");
  import_app->add_option("PATH", import->paths, "Zips, folders, .csv files of ESCO, label files")->required();
  import_app->add_flag("--add", import->add, "Add to the image that is there, such as further languages");
  add_data(*import_app, import->data);
  add_text_or_json(*import_app, import->format);
  known.push_back({import_app, [import] { return run_esco_import(*import); }});
  auto const info = std::make_shared<esco_info_options>();
  auto* const info_app = group->add_subcommand("info", "What the image holds: key, tab, count");
  add_data(*info_app, info->data);
  add_text_or_json(*info_app, info->format);
  known.push_back({info_app, [info] { return run_esco_info(*info); }});
}

// "127.0.0.1:9000", "[::1]:9000", "0.0.0.0" or ":9000". An empty text is no fault.
std::string read_listen(std::string const& text, serve_options& options) {
  auto const bracket = text.find(']');
  auto const colon = text.find(':', bracket == std::string::npos ? 0U : bracket);
  auto const port = colon == std::string::npos ? std::string{} : text.substr(colon + 1U);
  auto host = text.substr(0U, colon);
  if (host.starts_with('[') && host.ends_with(']')) {
    host = host.substr(1U, host.size() - 2U);
  }
  if (!port.empty() && !CLI::detail::lexical_cast(port, options.port)) {
    return "an address and a port such as 127.0.0.1:8080 were expected";
  }
  options.address = host.empty() ? options.address : host;
  return "";
}

void add_serve(CLI::App& app, verbs& known) {
  auto const options = std::make_shared<serve_options>();
  auto* const verb = app.add_subcommand("serve", "Serve the pages to browsers");
  auto* const demo = verb->add_flag("--demo", options->demo, "The invented district of Lindental and its people");
  verb->add_flag("--fresh", options->fresh, "Forget what was changed in the demo")->needs(demo);
  add_data(*verb, options->data);
  verb->add_option_function<std::string>(
          "--listen",
          [options](std::string const& text) {
            if (auto const wrong = read_listen(text, *options); !wrong.empty()) {
              throw CLI::ValidationError{"--listen", wrong};
            }
          },
          "Numeric address and port")
      ->default_str("127.0.0.1:8080");
  known.push_back({verb, [options] { return run_serve(*options); }});
}

std::vector<add_verb> const kVerbs{add_esco, add_serve};

int run(int const argc, char const* const* const argv) {
  auto app = CLI::App{
      "From arrival to a quality job: pathways through the courses, procedures, childcare and jobs of a territory.",
      "foothold"};
  app.set_version_flag("--version", fmt::format("foothold {}", version()));
  app.require_subcommand(1);
  app.footer("Exit codes: 0 done, 1 found a fault, 2 wrong use, 3 bad input, 4 not feasible, 5 something is broken.");
  auto known = verbs{};
  for (auto const add : kVerbs) {
    add(app, known);
  }
  try {
    app.parse(argc, argv);
  } catch (CLI::ParseError const& e) {
    return app.exit(e) == 0 ? kDone : kWrongUse;
  }
  // `plan check` lies inside `plan`: the innermost verb that was asked for runs.
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
