// foothold generate --from DIR --people N --seed S --out DIR

#include <fstream>
#include <map>
#include <memory>
#include <system_error>
#include <vector>

#include <fmt/format.h>

#include "app/commands.h"
#include "app/progress.h"
#include "app/report.h"
#include "interop/country_json.h"
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

using random_seed = std::uint64_t;

// Of area `number`: any other seed gives another territory.
random_seed seed_of_area(generate_options const& options, std::uint64_t const number) {
  constexpr auto kApart = random_seed{0x9E3779B97F4A7C15U};
  return options.seed + kApart * (number + 1U);
}

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

result<generated_size> write_pack(territory const& source, generate_settings const& settings, fs::path const& folder) {
  auto out = pack_output{folder};
  auto size = generate_territory(
      source, settings, [&](std::string_view const file, std::string_view const bytes) { out.write(file, bytes); });
  if (size) {
    if (auto const done = out.commit(); !done) {
      return tl::unexpected{done.error()};
    }
  }
  return size;
}

int generate_one(generate_options const& options, territory const& source) {
  auto const size = write_pack(source, settings_of(options), options.out);
  if (!size) {
    return report(size.error());
  }
  fmt::print("{} people, {} offers, {} sessions with {} places, {} vacancies, {} districts in {}\n", size->people,
             size->offers, size->sessions, size->places, size->vacancies, size->districts, options.out.string());
  return kDone;
}

// The country's file comes last: without it there is no country yet.
int generate_country(generate_options const& options, territory const& source) {
  auto const areas = *options.areas;
  if (options.people % areas != 0U) {
    return report(
        {errc::wrong_use, fmt::format("--people {} cannot be divided among {} areas", options.people, areas)});
  }
  auto place = country{.name = fmt::format("generated-{} ({} / {})", source.id, options.people, options.seed)};
  auto line = progress_line{};
  auto sessions = std::uint64_t{0U};
  for (auto i = std::uint64_t{0U}; i != areas; ++i) {
    auto settings = settings_of(options);
    settings.people = options.people / areas;
    settings.seed = seed_of_area(options, i);
    settings.areas = areas;
    settings.country_seed = options.seed;
    auto const id = fmt::format("area-{:0{}}", i + 1U, fmt::formatted_size("{}", areas));
    auto size = write_pack(source, settings, options.out / id);
    if (!size) {
      return report(size.error());
    }
    sessions += size->sessions;
    place.areas.push_back({id, id});
    place.shared.clear();
    for (auto const& [session, places] : size->shared) {
      place.shared.push_back({session, static_cast<std::uint32_t>(places)});
    }
    if (line.due()) {
      line.show(fmt::format("{} of {} areas written", i + 1U, areas));
    }
  }
  line.clear();
  if (auto const written = write_file(options.out / kCountryFile, write_country(place)); !written) {
    return report(written.error());
  }
  fmt::print("{} areas, {} people, {} sessions, {} of them shared by all areas, in {}\n", areas, options.people,
             sessions - place.shared.size() * (areas - 1U), place.shared.size(), options.out.string());
  return kDone;
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
  return options.areas ? generate_country(options, *load->value) : generate_one(options, *load->value);
}

}  // namespace foothold
