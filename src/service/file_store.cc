#include "service/file_store.h"

#include <system_error>
#include <utility>

#include "media/media_kind.h"
#include "store/record_id.h"
#include "sys/file.h"
#include "sys/folders.h"
#include "sys/hash.h"
#include "vault/sealed_stream.h"

namespace foothold {

namespace fs = std::filesystem;

namespace {

constexpr auto kSealingAdds = std::uint64_t{64U} << 10U;  // of the largest file: a head, and 17 bytes for each block

result<secret> key_of(vault& keys, file_place const& at) {
  return keys.key_of_stream(at.person, "file " + at.id);
}

// A folder that was made is on the disk when its own is.
result<void> make_folder(fs::path const& folder) {
  if (fs::exists(folder)) {
    return {};
  }
  return make_private_folder(folder).and_then([&] { return sync_folder_of(folder); });
}

template <typename Use>
void for_each_file(fs::path const& folder, Use const& use) {
  auto failed = std::error_code{};
  for (auto const& part : fs::directory_iterator{folder, failed}) {
    for (auto const& entry : fs::directory_iterator{part.path(), failed}) {
      use(entry);
    }
  }
}

}  // namespace

fs::path file_store::path_of(std::string const& id) const {
  return folder_ / id.substr(0U, 2U) / id;
}

bool file_store::has(std::string const& id) const {
  auto failed = std::error_code{};
  return fs::is_regular_file(path_of(id), failed);
}

result<void> file_store::write(file_place const& at, std::string_view const bytes) {
  auto const key = key_of(*keys_, at);
  if (!key) {
    return tl::make_unexpected(key.error());
  }
  auto const target = path_of(at.id);
  auto out = make_folder(folder_).and_then([&] { return make_folder(target.parent_path()); }).and_then([&] {
    return replacing_file::create(target, readers::owner);
  });
  if (!out) {
    return tl::make_unexpected(out.error());
  }
  auto sealer = stream_sealer{*out, *key};
  sealer.add(bytes);
  return sealer.end().and_then([&] { return out->commit(); });
}

result<std::string> file_store::read(file_place const& at) {
  auto const key = key_of(*keys_, at);
  if (!key) {
    return tl::make_unexpected(key.error());
  }
  auto const sealed = read_file(path_of(at.id), kMostDrawnBytes + kSealingAdds);
  if (!sealed) {
    return fail(errc::broken, "the bytes of a file are not there: " + sealed.error().message);
  }
  auto bytes = std::string{};
  auto const opened = open_stream(*sealed, *key, [&](std::string_view const block) {
    bytes += block;
    return result<void>{};
  });
  return opened ? result<std::string>{std::move(bytes)}
                : fail(errc::broken, path_of(at.id).string() + ": " + opened.error().message);
}

result<std::string> file_store::read_same(file_place const& at, std::string_view const hash) {
  return read(at).and_then([&](std::string&& bytes) -> result<std::string> {
    if (hash_hex(bytes) != hash) {
      return fail(errc::broken, "the bytes of a file are not those that were added");
    }
    return std::move(bytes);
  });
}

void file_store::remove(std::string const& id) {
  auto const lock = std::lock_guard{removing_};
  auto failed = std::error_code{};
  if (kept_by_ == 0 && fs::remove(path_of(id), failed)) {
    static_cast<void>(sync_folder_of(path_of(id)));  // one that comes back has no row, and goes again
  }
}

std::vector<file_on_disk> file_store::list() const {
  auto out = std::vector<file_on_disk>{};
  for_each_file(folder_, [&](fs::directory_entry const& entry) {
    auto failed = std::error_code{};
    auto id = entry.path().filename().string();
    if (auto const written = entry.last_write_time(failed); !failed && parse_id(id)) {
      out.push_back({std::move(id), written});
    }
  });
  return out;
}

void file_store::remove_left_over(fs::file_time_type const before) {
  for_each_file(folder_, [&](fs::directory_entry const& entry) {
    auto failed = std::error_code{};
    auto const written = entry.last_write_time(failed);
    if (!failed && written < before && !parse_id(entry.path().filename().string())) {
      fs::remove(entry.path(), failed);
    }
  });
}

file_store::keeping::keeping(file_store& of) : of_{of} {
  auto const lock = std::lock_guard{of_.removing_};
  ++of_.kept_by_;
}

file_store::keeping::~keeping() {
  auto const lock = std::lock_guard{of_.removing_};
  --of_.kept_by_;
}

}  // namespace foothold
