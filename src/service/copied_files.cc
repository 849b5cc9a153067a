#include "service/copied_files.h"

#include <algorithm>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "service/territory_snapshots.h"
#include "sys/folders.h"

namespace foothold {

namespace fs = std::filesystem;

namespace {

std::optional<std::size_t> column(copied_table const& t, std::string_view const table, std::string_view const name) {
  auto const c = std::ranges::find(t.columns, name, &copied_column::name);
  return t.name == table && c != t.columns.end() ? std::optional{static_cast<std::size_t>(c - t.columns.begin())}
                                                 : std::nullopt;
}

result<void> move_file(fs::path const& from, fs::path const& to) {
  if (auto const there = make_private_folder(to.parent_path()); !there) {
    return there;
  }
  auto failed = std::error_code{};
  fs::rename(from, to, failed);
  return failed ? fail(errc::broken, fmt::format("{}: cannot be put in place: {}", to.string(), failed.message()))
                : sync_folder_of(to);
}

result<void> sync_if_there(fs::path const& folder) {
  auto failed = std::error_code{};
  return fs::exists(folder, failed) ? sync_folder_of(folder / "x").and_then([&] { return sync_folder_of(folder); })
                                    : result<void>{};
}

}  // namespace

result<void> named_files::begin(copied_table const& table) {
  file_ = column(table, "files", "id");
  snapshot_ = column(table, "decisions", "snapshot_hash");
  return to_.begin(table);
}

result<void> named_files::add(row_page const& page) {
  for (auto const& r : page.rows) {
    if (file_) {
      files_.push_back(std::get<std::string>(r[*file_]));
    }
    if (auto const* const hash = snapshot_ ? std::get_if<std::string>(&r[*snapshot_]) : nullptr;
        hash != nullptr && is_hash_hex(*hash)) {
      snapshots_.insert(*hash);
    }
  }
  return to_.add(page);
}

result<missing_files> write_files(neutral_writer& to, lying_beside const& from, named_files const& named) {
  auto missing = missing_files{};
  auto const write = [&](std::string const& id, fs::path const& file, auto const& is_right,
                         std::int64_t& lost) -> result<void> {
    auto const bytes = mapped_file::open(file);
    if (!bytes && bytes.error().code != errc::not_found) {
      return tl::make_unexpected(bytes.error());
    }
    if (!bytes || !is_right(bytes->text())) {
      ++lost;
      return {};
    }
    return to.file(id, bytes->text());
  };
  auto done = result<void>{};
  for (auto f = named.files().begin(); done && f != named.files().end(); ++f) {
    done = write(*f, from.files.path_of(*f), [](std::string_view) { return true; }, missing.files);
  }
  for (auto h = named.snapshots().begin(); done && h != named.snapshots().end(); ++h) {
    done = write(
        *h, snapshot_file(from.data, *h), [&](std::string_view const bytes) { return hash_hex(bytes) == *h; },
        missing.snapshots);
  }
  return done.map([&] { return missing; });
}

result<void> files_from_copy::add(file_piece const& piece) {
  if (!open_) {
    auto const of_territory = is_hash_hex(piece.id);
    auto const target = of_territory ? snapshot_file(into_.data, piece.id) : into_.files.path_of(std::string{piece.id});
    auto made = make_private_folder(target.parent_path()).and_then([&] {
      return replacing_file::create(target, readers::owner);
    });
    if (!made) {
      return tl::make_unexpected(made.error());
    }
    open_.emplace(std::move(*made));
    hash_ = of_territory ? std::optional<hasher>{std::in_place} : std::nullopt;
  }
  if (hash_) {
    hash_->add(piece.bytes);
  }
  auto done = open_->write(piece.bytes);
  if (done && piece.last) {
    done = hash_ && std::move(*hash_).hex() != piece.id
               ? fail(errc::broken, fmt::format("snapshot {}: its bytes are not those of its name", piece.id))
               : open_->commit();
    open_.reset();
    hash_.reset();
  }
  return done;
}

std::int64_t count_missing(std::set<std::string> const& snapshots, fs::path const& data) {
  return std::ranges::count_if(snapshots, [&](std::string const& hash) {
    auto failed = std::error_code{};
    return !fs::exists(snapshot_file(data, hash), failed);
  });
}

result<void> move_files(lying_beside const& from, lying_beside const& to) {
  for (auto const& f : from.files.list()) {
    if (auto const moved = move_file(from.files.path_of(f.id), to.files.path_of(f.id)); !moved) {
      return moved;
    }
  }
  auto ignored = std::error_code{};
  for (auto const& entry : fs::directory_iterator{from.data / "snapshots", ignored}) {
    if (auto const moved = move_file(entry.path(), to.data / "snapshots" / entry.path().filename()); !moved) {
      return moved;
    }
  }
  return sync_if_there(to.files.folder()).and_then([&] { return sync_if_there(to.data / "snapshots"); });
}

}  // namespace foothold
