#include <algorithm>
#include <utility>

#include <fmt/core.h>
#include <zip.h>

#include "base/utf8.h"
#include "interop/unpack.h"

namespace foothold {

namespace {

constexpr std::uint64_t kRatioCountsFrom = 1ULL << 20U;

struct archive_closer {
  void operator()(zip_t* const archive) const { zip_discard(archive); }
};
struct entry_closer {
  void operator()(zip_file_t* const file) const { zip_fclose(file); }
};

bool climbs_out(std::string_view const name) {
  if (name.starts_with('/') || name.starts_with('\\') || (name.size() > 1U && name[1] == ':')) {
    return true;
  }
  for (std::size_t from = 0U; from <= name.size();) {
    auto const to = std::min(name.find_first_of("/\\", from), name.size());
    if (name.substr(from, to - from) == "..") {
      return true;
    }
    from = to + 1U;
  }
  return false;
}

// What libzip's codes mean to the person who gave the file.
std::string reason(int const code, std::string_view const bytes) {
  switch (code) {
    case ZIP_ER_NOZIP:
    case ZIP_ER_INCONS:
    case ZIP_ER_EOF:
    case ZIP_ER_READ:
    case ZIP_ER_SEEK:
      return bytes.starts_with("PK") ? "the zip archive is cut off or damaged; fetch it again"
                                     : "this is not a zip archive";
    case ZIP_ER_CRC:
    case ZIP_ER_ZLIB:
    case ZIP_ER_COMPRESSED_DATA:
      return "the zip archive is damaged (its content does not match its checksum); fetch it again";
    case ZIP_ER_COMPNOTSUPP:
    case ZIP_ER_ENCRNOTSUPP:
      return "the zip archive is packed in a way that cannot be read here; pack it as an ordinary zip";
    default:
      return fmt::format("the zip archive cannot be read (libzip code {})", code);
  }
}

}  // namespace

struct zip_archive::state {
  result<void> list();
  [[nodiscard]] result<void> add(zip_uint64_t index, zip_stat_t const& about);

  std::string_view bytes;
  std::string file;
  unpack_limits limits;
  std::unique_ptr<zip_t, archive_closer> archive;
  std::vector<zip_entry> entries;
  std::vector<zip_uint64_t> indices;
  std::uint64_t total{0U};
};

zip_archive::zip_archive(std::unique_ptr<state> s) : state_{std::move(s)} {}
zip_archive::zip_archive(zip_archive&&) noexcept = default;
zip_archive& zip_archive::operator=(zip_archive&&) noexcept = default;
zip_archive::~zip_archive() = default;

std::span<zip_entry const> zip_archive::entries() const {
  return state_->entries;
}

result<zip_archive> zip_archive::open(std::string_view const bytes, std::string file, unpack_limits const& limits) {
  if (bytes.empty()) {  // libzip takes it for an archive that is about to be written
    return fail(errc::bad_input, fmt::format("{}: this is not a zip archive; the file is empty", file));
  }
  auto s = std::make_unique<state>();
  s->bytes = bytes;
  s->file = std::move(file);
  s->limits = limits;
  auto why = zip_error_t{};
  zip_error_init(&why);
  auto* const source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &why);
  if (source != nullptr) {
    s->archive.reset(zip_open_from_source(source, ZIP_RDONLY, &why));
    if (s->archive == nullptr) {
      zip_source_free(source);
    }
  }
  auto const code = zip_error_code_zip(&why);
  zip_error_fini(&why);
  if (s->archive == nullptr) {
    return fail(errc::bad_input, fmt::format("{}: {}", s->file, reason(code, bytes)));
  }
  if (auto listed = s->list(); !listed) {
    return tl::unexpected{std::move(listed.error())};
  }
  return zip_archive{std::move(s)};
}

result<void> zip_archive::state::list() {
  auto const count = zip_get_num_entries(archive.get(), 0);
  if (count < 0 || static_cast<std::uint64_t>(count) > limits.entries) {
    return fail(errc::bad_input,
                fmt::format("{}: the zip archive has {} entries; at most {} are read", file, count, limits.entries));
  }
  for (auto i = zip_uint64_t{0U}; i != static_cast<zip_uint64_t>(count); ++i) {
    auto about = zip_stat_t{};
    zip_stat_init(&about);
    if (zip_stat_index(archive.get(), i, 0, &about) != 0 || about.name == nullptr) {
      return fail(errc::bad_input, fmt::format("{}: {}", file, reason(ZIP_ER_INCONS, bytes)));
    }
    if (auto added = add(i, about); !added) {
      return added;
    }
  }
  if (total > kRatioCountsFrom && total / std::max<std::size_t>(bytes.size(), 1U) >= limits.ratio) {
    return fail(
        errc::bad_input,
        fmt::format(
            "{}: the zip archive would grow from {} to {} bytes, more than {} times; this looks like a zip bomb and "
            "is not unpacked",
            file, bytes.size(), total, limits.ratio));
  }
  return {};
}

result<void> zip_archive::state::add(zip_uint64_t const index, zip_stat_t const& about) {
  auto const name = std::string_view{about.name};
  if (climbs_out(name)) {
    return fail(
        errc::bad_input,
        fmt::format("{}: the entry \"{}\" of the zip archive leads out of its folder; such archives are not unpacked",
                    file, shortened(name)));
  }
  if (name.ends_with('/')) {
    return {};
  }
  if ((about.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0U && about.encryption_method != ZIP_EM_NONE) {
    return fail(errc::bad_input,
                fmt::format("{}: the entry \"{}\" of the zip archive is encrypted; give an archive without a password",
                            file, shortened(name)));
  }
  if (about.size > limits.entry_bytes || limits.total_bytes - total < about.size) {
    return fail(
        errc::bad_input,
        fmt::format(
            "{}: the entry \"{}\" would unpack to {} bytes; at most {} for one entry and {} for all are unpacked", file,
            shortened(name), about.size, limits.entry_bytes, limits.total_bytes));
  }
  if (about.size > kRatioCountsFrom && about.size / std::max<zip_uint64_t>(about.comp_size, 1U) >= limits.ratio) {
    return fail(
        errc::bad_input,
        fmt::format("{}: the entry \"{}\" would grow from {} to {} bytes, more than {} times; this looks like a zip "
                    "bomb and is not unpacked",
                    file, shortened(name), about.comp_size, about.size, limits.ratio));
  }
  total += about.size;
  entries.push_back({.name = std::string{name}, .bytes = about.size});
  indices.push_back(index);
  return {};
}

// The claimed size is a limit too: an archive that lies about it is damaged. Memory grows with what really arrives.
result<std::string> zip_archive::read(std::size_t const i) const {
  auto const& entry = state_->entries[i];
  auto const opened =
      std::unique_ptr<zip_file_t, entry_closer>{zip_fopen_index(state_->archive.get(), state_->indices[i], 0)};
  auto const damaged = [&](int const code) {
    return fail(errc::bad_input,
                fmt::format("{}: {}: {}", state_->file, shortened(entry.name), reason(code, state_->bytes)));
  };
  if (opened == nullptr) {
    return damaged(zip_error_code_zip(zip_get_error(state_->archive.get())));
  }
  constexpr auto kChunk = std::uint64_t{4U << 20U};
  auto out = std::string{};
  for (;;) {
    auto const have = out.size();
    // One byte more than claimed, so that surplus shows, and so that the end is reached, where the checksum is
    // compared.
    out.resize(have + std::min(kChunk, entry.bytes - have + 1U));
    auto const got = zip_fread(opened.get(), out.data() + have, out.size() - have);
    if (got < 0) {
      return damaged(zip_error_code_zip(zip_file_get_error(opened.get())));
    }
    out.resize(have + static_cast<std::size_t>(got));
    if (out.size() > entry.bytes || (got == 0 && out.size() != entry.bytes)) {
      return damaged(ZIP_ER_INCONS);
    }
    if (got == 0) {
      return out;
    }
  }
}

}  // namespace foothold
