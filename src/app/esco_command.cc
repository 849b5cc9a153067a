// foothold esco import | info

#include <cstdio>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/commands.h"
#include "app/progress.h"
#include "app/report.h"
#include "interop/esco_import.h"
#include "sys/file.h"
#include "taxonomy/esco.h"

namespace foothold {

namespace {

using counts = std::vector<std::pair<std::string, std::size_t>>;

counts count(esco const& e) {
  auto const essential = e.link_count(esco_link::occupation_essential);
  auto const optional = e.link_count(esco_link::occupation_optional);
  auto out = counts{
      {"occupations", e.size(esco_kind::occupation)},
      {"skills", e.size(esco_kind::skill)},
      {"occupation_skill_relations", essential + optional},
      {"occupation_skill_relations_essential", essential},
      {"occupation_skill_relations_optional", optional},
      {"skill_skill_relations", e.link_count(esco_link::skill_essential) + e.link_count(esco_link::skill_optional)},
      {"isco_groups", e.size(esco_kind::isco_group)},
      {"skill_groups", e.size(esco_kind::skill_group)},
      {"broader_relations", e.link_count(esco_link::broader)}};
  auto regulated = std::size_t{0U};
  for (auto const o : e.all(esco_kind::occupation)) {
    regulated += e.regulated(o) == esco_regulated::yes ? 1U : 0U;
  }
  out.emplace_back("occupations_noted_as_regulated", regulated);
  for (std::size_t l = 0U; l != e.languages(); ++l) {
    out.emplace_back(fmt::format("labels_{}", e.language_tag(esco_language_idx{l})),
                     e.label_count(esco_language_idx{l}));
  }
  return out;
}

void print(counts const& list, output_format const format) {
  if (format == output_format::json) {
    auto json = nlohmann::ordered_json::object();
    for (auto const& [key, n] : list) {
      json[key] = n;
    }
    fmt::print("{}\n", json.dump(2));
    return;
  }
  for (auto const& [key, n] : list) {
    fmt::print("{}\t{}\n", key, n);
  }
}

struct opened_image {
  mapped_file file;
  esco image;
};

result<opened_image> open_image(std::filesystem::path const& data) {
  auto file = mapped_file::open(esco_image_path(data));
  if (!file && file.error().code == errc::not_found) {
    return fail(errc::not_found,
                fmt::format("there is no ESCO image in {}; `foothold esco import PATH...` makes one", data.string()));
  }
  if (!file) {
    return tl::unexpected{std::move(file.error())};
  }
  auto image = esco::open(file->bytes());
  if (!image) {
    return fail(image.error().code, fmt::format("{}: {}", esco_image_path(data).string(), image.error().message));
  }
  return opened_image{std::move(*file), *image};
}

void print(esco_import_report const& found) {
  for (auto const& note : found.notes) {
    fmt::print(stderr, "{}\n", note);
  }
  report(found.found);
  for (auto const& e : found.refused) {
    report(e);
  }
}

result<void> save(std::filesystem::path const& data, std::string_view const image) {
  auto why = std::error_code{};
  std::filesystem::create_directories(data, why);
  if (why) {
    return fail(errc::broken, fmt::format("{}: cannot make the folder: {}", data.string(), why.message()));
  }
  return write_file(esco_image_path(data), image);
}

}  // namespace

std::filesystem::path esco_image_path(std::filesystem::path const& data) {
  return data / "esco.img";
}

int run_esco_import(esco_import_options const& options) {
  auto before = opened_image{};
  if (options.add) {
    auto there = open_image(options.data);
    if (!there) {
      return report(there.error());
    }
    before = std::move(*there);
  }
  auto line = progress_line{};
  auto const show = [&](std::string_view const file, std::size_t const done, std::size_t const all) {
    if (line.due()) {
      line.show(fmt::format("reading {} of {}: {}", done + 1U, all, file));
    }
  };
  auto found = esco_import_report{};
  auto const image =
      import_esco({.paths = options.paths, .base = options.add ? &before.image : nullptr, .progress = show}, found);
  line.clear();
  print(found);
  if (!image) {
    return report(image.error());
  }
  if (auto const saved = save(options.data, *image); !saved) {
    return report(saved.error());
  }
  auto const now = open_image(options.data);
  if (!now) {
    return report(now.error());
  }
  fmt::print(stderr, "{} files read into {} ({} bytes)\n", found.files, esco_image_path(options.data).string(),
             image->size());
  print(count(now->image), options.format);
  return kDone;
}

int run_esco_info(esco_info_options const& options) {
  auto const there = open_image(options.data);
  if (!there) {
    return report(there.error());
  }
  print(count(there->image), options.format);
  return kDone;
}

}  // namespace foothold
