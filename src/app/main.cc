// The command line. The only file that includes CLI11: it declares the verbs, parses into the structs of app/commands.h
// and calls their functions. A new verb is one add_X() function below and its name in `kVerbs`.

#include <cstdio>
#include <exception>
#include <functional>
#include <iostream>
#include <memory>
#include <new>
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
std::vector<add_verb> const kVerbs{};

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
  for (auto const& v : known) {
    if (v.parsed->parsed()) {
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
