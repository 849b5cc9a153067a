// foothold generate --from DIR --people N --seed S --out DIR

#include <fstream>
#include <map>
#include <memory>
#include <system_error>
#include <vector>

#include <fmt/format.h>

#include "app/commands.h"
#include "app/report.h"
#include "interop/folder.h"
#include "interop/generate.h"
#include "sys/file.h"
#include "sys/folders.h"

namespace foothold {

namespace {

namespace fs = std::filesystem;

// The pack to draw from: the given one, else the demo.
result<fs::path> source_folder(fs::path const& from) {
  if (!from.empty()) {
    return from;
  }
  return product_data_folder().map([](fs::path const& data) { return data / "territories" / "lindental"; });
}

// The files of a pack while they are written piece by piece; each replaces its target only when all are complete.
class pack_output {
public:
  explicit pack_output(fs::path folder) : folder_{std::move(folder)} {}

  void write(std::string_view const name, std::string_view const bytes) {
    auto file = files_.find(name);
    if (file == files_.end() && !failure_) {
      auto code = std::error_code{};
      auto const path = folder_ / name;
      fs::create_directories(path.parent_path(), code);
      auto fresh = replacing_file::create(path);
      if (!fresh) {
        failure_ = fresh.error();
        return;
      }
      file = files_.emplace(std::string{name}, *std::move(fresh)).first;
    }
    if (failure_) {
      return;
    }
    if (auto const written = file->second.write(bytes); !written) {
      failure_ = written.error();
    }
  }

  result<void> commit() {
    for (auto& [name, file] : files_) {
      if (failure_) {
        break;
      }
      if (auto const done = file.commit(); !done) {
        failure_ = done.error();
      }
    }
    return failure_ ? result<void>{tl::unexpected<error>{*failure_}} : result<void>{};
  }

private:
  fs::path folder_;
  std::map<std::string, replacing_file, std::less<>> files_;
  std::optional<error> failure_;
};

generate_settings settings_of(generate_options const& options) {
  return {.people = options.people,
          .sessions = options.sessions,
          .offers = options.offers,
          .vacancies = options.vacancies,
          .places_per_person = options.places_per_person,
          .places_per_session_min = options.places_per_session_min,
          .places_per_session_max = options.places_per_session_max,
          .seed = options.seed};
}

}  // namespace

int run_generate(generate_options const& options) {
  auto code = std::error_code{};
  if (fs::exists(options.out, code) && !(fs::is_directory(options.out, code) && fs::is_empty(options.out, code))) {
    return report({errc::wrong_use, options.out.string() + ": is there already; generate into a new folder"});
  }
  auto const from = source_folder(options.from);
  if (!from) {
    return report(from.error());
  }
  auto const load = load_territory(*from);
  if (!load) {
    return report(load.error());
  }
  if (!load->value) {
    report(load->found);
    return kBadInput;
  }
  auto out = pack_output{options.out};
  auto const size =
      generate_territory(*load->value, settings_of(options),
                         [&](std::string_view const file, std::string_view const bytes) { out.write(file, bytes); });
  if (!size) {
    return report(size.error());
  }
  if (auto const done = out.commit(); !done) {
    return report(done.error());
  }
  fmt::print("{} people, {} offers, {} sessions with {} places, {} vacancies, {} districts in {}\n", size->people,
             size->offers, size->sessions, size->places, size->vacancies, size->districts, options.out.string());
  return kDone;
}

}  // namespace foothold
