#include "service/copied_files.h"

#include <algorithm>
#include <system_error>

#include <fmt/format.h>

#include "sys/folders.h"

namespace foothold {

namespace fs = std::filesystem;

result<void> named_files::begin(copied_table const& table) {
  auto const id = std::ranges::find(table.columns, std::string_view{"id"}, &copied_column::name);
  column_ = table.name == "files" && id != table.columns.end()
                ? std::optional{static_cast<std::size_t>(id - table.columns.begin())}
                : std::nullopt;
  return to_.begin(table);
}

result<void> named_files::add(row_page const& page) {
  for (auto const& r : page.rows) {
    if (column_) {
      ids_.push_back(std::get<std::string>(r[*column_]));
    }
  }
  return to_.add(page);
}

result<std::int64_t> write_files(neutral_writer& to, file_store const& files, std::vector<std::string> const& ids) {
  auto missing = std::int64_t{0};
  for (auto const& id : ids) {
    auto const bytes = mapped_file::open(files.path_of(id));
    if (!bytes && bytes.error().code != errc::not_found) {
      return tl::make_unexpected(bytes.error());
    }
    if (!bytes) {
      ++missing;
    } else if (auto const written = to.file(id, bytes->text()); !written) {
      return tl::make_unexpected(written.error());
    }
  }
  return missing;
}

result<void> files_from_copy::add(file_piece const& piece) {
  if (!open_) {
    auto const target = into_.path_of(std::string{piece.id});
    auto made = make_private_folder(target.parent_path()).and_then([&] {
      return replacing_file::create(target, readers::owner);
    });
    if (!made) {
      return tl::make_unexpected(made.error());
    }
    open_.emplace(std::move(*made));
  }
  auto done = open_->write(piece.bytes);
  if (done && piece.last) {
    done = open_->commit();
    open_.reset();
  }
  return done;
}

result<void> move_files(file_store const& from, file_store const& to) {
  for (auto const& f : from.list()) {
    auto const target = to.path_of(f.id);
    auto failed = std::error_code{};
    if (auto const there = make_private_folder(target.parent_path()); !there) {
      return there;
    }
    fs::rename(from.path_of(f.id), target, failed);
    if (failed) {
      return fail(errc::broken, fmt::format("{}: cannot be put in place: {}", target.string(), failed.message()));
    }
    if (auto const synced = sync_folder_of(target); !synced) {
      return synced;
    }
  }
  auto failed = std::error_code{};
  return fs::exists(to.folder(), failed)
             ? sync_folder_of(to.folder() / "x").and_then([&] { return sync_folder_of(to.folder()); })
             : result<void>{};
}

}  // namespace foothold
