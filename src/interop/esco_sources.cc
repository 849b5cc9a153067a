#include "interop/esco_sources.h"

#include <algorithm>
#include <array>
#include <system_error>
#include <tuple>
#include <utility>

#include <fmt/core.h>

#include "base/utf8.h"
#include "interop/unpack.h"
#include "sys/file.h"
#include "sys/hash.h"

namespace foothold {

namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kMostBytes = 2ULL << 30U;  // of all files together

struct role_name {
  std::string_view stem;  // lower case
  esco_role role;
};
constexpr auto kRoles = std::to_array<role_name>({{"occupations", esco_role::occupations},
                                                  {"skills", esco_role::skills},
                                                  {"iscogroups", esco_role::isco_groups},
                                                  {"skillgroups", esco_role::skill_groups},
                                                  {"skillshierarchy", esco_role::skills_hierarchy},
                                                  {"broaderrelationsoccpillar", esco_role::broader_occupations},
                                                  {"broaderrelationsskillpillar", esco_role::broader_skills},
                                                  {"occupationskillrelations", esco_role::occupation_skills},
                                                  {"skillskillrelations", esco_role::skill_skills},
                                                  {"conceptschemes", esco_role::left_aside},
                                                  {"digcompskillscollection", esco_role::left_aside},
                                                  {"digitalskillscollection", esco_role::left_aside},
                                                  {"dictionary", esco_role::left_aside},
                                                  {"greenshareocc", esco_role::left_aside},
                                                  {"greenskillscollection", esco_role::left_aside},
                                                  {"languageskillscollection", esco_role::left_aside},
                                                  {"researchoccupationscollection", esco_role::left_aside},
                                                  {"researchskillscollection", esco_role::left_aside},
                                                  {"transversalskillscollection", esco_role::left_aside}});

bool is_letter(char const c) {
  return (c >= 'a' && c <= 'z');
}

std::string lowered(std::string_view const text) {
  auto out = std::string{text};
  for (auto& c : out) {
    c = (c >= 'A' && c <= 'Z') ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return out;
}

bool has_one_language(esco_role const role) {
  return role == esco_role::isco_groups || role == esco_role::occupations || role == esco_role::skill_groups ||
         role == esco_role::skills || role == esco_role::skills_hierarchy;
}

std::string_view base_name(std::string_view const name) {
  auto const slash = name.find_last_of("/\\");
  return slash == std::string_view::npos ? name : name.substr(slash + 1U);
}

esco_draft::digest digest_of(std::string_view const bytes) {
  auto const hex = hash_hex(bytes);
  auto const value = [](char const c) { return static_cast<unsigned>(c <= '9' ? c - '0' : c - 'a' + 10); };
  auto out = esco_draft::digest{};
  static_assert(out.size() * 2U == kHashHexDigits);
  for (std::size_t i = 0U; i != out.size(); ++i) {
    out[i] = static_cast<std::byte>(value(hex[2U * i]) * 16U + value(hex[2U * i + 1U]));
  }
  return out;
}

class collector {
public:
  esco_sources take(std::span<fs::path const> const paths) {
    for (auto const& path : paths) {
      add_path(path);
    }
    auto& files = out_.files;
    std::ranges::sort(files, {}, [](esco_source const& s) {
      return std::tuple{s.role, s.language != "en", std::string_view{s.language}, s.digest, std::string_view{s.name}};
    });
    auto const [from, to] = std::ranges::unique(files, [](esco_source const& a, esco_source const& b) {
      return std::tie(a.role, a.language, a.digest) == std::tie(b.role, b.language, b.digest);
    });
    files.erase(from, to);
    std::ranges::sort(out_.notes);
    return std::move(out_);
  }

private:
  void add_path(fs::path const& path) {
    auto why = std::error_code{};
    if (fs::is_directory(path, why)) {
      add_folder(path);
    } else if (!add_file(path, path.filename().string())) {
      refuse(
          fmt::format("{}: ESCO is read from a folder, a .zip, a .csv, or labels as .tsv or .tsv.gz", path.string()));
    }
  }

  void add_folder(fs::path const& folder) {
    auto why = std::error_code{};
    auto inside = std::vector<fs::path>{};
    for (auto at = fs::recursive_directory_iterator{folder, why}; !why && at != fs::recursive_directory_iterator{};
         at.increment(why)) {
      if (at->is_regular_file(why)) {
        inside.push_back(at->path());
      }
    }
    if (why) {
      out_.refused.push_back(
          {errc::broken, fmt::format("{}: cannot list the folder: {}", folder.string(), why.message())});
      return;
    }
    std::ranges::sort(inside);
    auto any = false;
    for (auto const& path : inside) {
      any = add_file(path, path.lexically_relative(folder.parent_path()).string()) || any;
    }
    if (!any) {
      refuse(fmt::format("{}: the folder holds no .csv, .zip or .tsv file", folder.string()));
    }
  }

  // False if the name is of no sort that is read.
  bool add_file(fs::path const& path, std::string const& name) {
    auto const lower = lowered(name);
    auto const packed = lower.ends_with(".zip") || lower.ends_with(".gz");
    if (!packed && !lower.ends_with(".csv") && !lower.ends_with(".tsv")) {
      return false;
    }
    auto bytes = read_file(path, kMaxInputBytes);
    if (!bytes) {
      out_.refused.push_back(std::move(bytes.error()));
    } else if (lower.ends_with(".zip")) {
      add_zip(name, *bytes);
    } else {
      add_bytes(name, std::move(*bytes));
    }
    return true;
  }

  void add_zip(std::string const& name, std::string_view const bytes) {
    auto const archive = zip_archive::open(bytes, name, {.total_bytes = kMostBytes - std::min(kMostBytes, bytes_)});
    if (!archive) {
      out_.refused.push_back(archive.error());
      return;
    }
    for (auto i = std::size_t{0U}; i != archive->entries().size(); ++i) {
      auto const& entry = archive->entries()[i];
      if (lowered(entry.name).ends_with(".zip") || lowered(entry.name).ends_with(".gz")) {
        out_.notes.push_back(
            fmt::format("{}/{}: an archive inside an archive is not opened", name, shortened(entry.name)));
      } else if (auto const role = esco_file(entry.name).role;
                 role == esco_role::left_aside || role == esco_role::unknown) {
        leave_aside(fmt::format("{}/{}", name, shortened(entry.name)), role);
      } else if (auto content = archive->read(i); !content) {
        out_.refused.push_back(std::move(content.error()));
      } else {
        add_bytes(fmt::format("{}/{}", name, base_name(entry.name)), std::move(*content));
      }
    }
  }

  void leave_aside(std::string const& name, esco_role const role) {
    out_.notes.push_back(role == esco_role::left_aside
                             ? fmt::format("{}: not needed, left aside", name)
                             : fmt::format("{}: no file of ESCO that is known here, left aside", name));
  }

  void add_bytes(std::string const& name, std::string bytes) {
    auto what = esco_file(name);
    if (what.role == esco_role::left_aside || what.role == esco_role::unknown) {
      leave_aside(name, what.role);
      return;
    }
    if (has_one_language(what.role) && what.language.empty()) {
      out_.found.push_back({.file = name,
                            .value = std::string{base_name(name)},
                            .expected = "the language at the end of the name, as in occupations_de.csv"});
      return;
    }
    auto text = unpacked(name, std::move(bytes));
    if (!text) {
      return;
    }
    bytes_ += text->size();
    if (bytes_ > kMostBytes) {
      refuse(fmt::format("{}: with this file the import is larger than {} bytes; import fewer languages", name,
                         kMostBytes));
      return;
    }
    out_.files.push_back({.name = name, .role = what.role, .language = what.language, .text = std::move(*text)});
    out_.files.back().digest = digest_of(out_.files.back().text);
  }

  std::optional<std::string> unpacked(std::string const& name, std::string bytes) {
    auto text = std::move(bytes);
    if (lowered(name).ends_with(".gz")) {
      auto content = gunzip(text, name, {.entry_bytes = kMaxInputBytes});
      if (!content) {
        out_.refused.push_back(std::move(content.error()));
        return std::nullopt;
      }
      text = std::move(*content);
    }
    if (auto const bad = first_invalid_utf8(text)) {
      auto const line = std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(*bad), '\n') + 1;
      out_.found.push_back({.file = name,
                            .line = static_cast<std::uint64_t>(line),
                            .value = fmt::format("byte 0x{:02X}", static_cast<unsigned char>(text[*bad])),
                            .expected = "UTF-8 text; save the file as UTF-8"});
      return std::nullopt;
    }
    return text;
  }

  void refuse(std::string sentence) { out_.refused.push_back({errc::bad_input, std::move(sentence)}); }

  esco_sources out_;
  std::uint64_t bytes_{0U};
};

}  // namespace

esco_file_name esco_file(std::string_view const name) {
  auto const lower = lowered(base_name(name));
  if (lower.ends_with(".tsv") || lower.ends_with(".tsv.gz")) {
    return {.role = esco_role::labels, .language = ""};
  }
  if (!lower.ends_with(".csv")) {
    return {};
  }
  auto const letters_end = [&](std::size_t const from) {
    return static_cast<std::size_t>(
        std::find_if_not(lower.begin() + static_cast<std::ptrdiff_t>(from), lower.end(), is_letter) - lower.begin());
  };
  auto const stem_end = letters_end(0U);
  auto const known = std::ranges::find(kRoles, std::string_view{lower}.substr(0U, stem_end), &role_name::stem);
  if (known == kRoles.end()) {
    return {};
  }
  auto out = esco_file_name{.role = known->role, .language = ""};
  if (has_one_language(out.role) && lower[stem_end] == '_') {
    auto const tag = std::string_view{lower}.substr(stem_end + 1U, letters_end(stem_end + 1U) - stem_end - 1U);
    out.language = tag.size() == 2U || tag.size() == 3U ? std::string{tag} : "";
  }
  return out;
}

esco_sources collect_esco_sources(std::span<fs::path const> const paths) {
  return collector{}.take(paths);
}

}  // namespace foothold
