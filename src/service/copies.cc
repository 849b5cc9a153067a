#include "service/copies.h"

#include <optional>
#include <utility>

#include <fmt/format.h>

#include "service/copy_file.h"
#include "service/signing.h"
#include "store/neutral_form.h"
#include "store/record_id.h"
#include "sys/file.h"
#include "sys/folders.h"
#include "sys/hash.h"
#include "sys/lock_file.h"
#include "vault/copy_key.h"
#include "vault/key_backup.h"
#include "vault/sealed_stream.h"

namespace foothold {

namespace fs = std::filesystem;

namespace {

constexpr auto kLongestKeyFile = std::uint64_t{4096U};

std::chrono::sys_seconds now_of(installation const& office) {
  return std::chrono::floor<std::chrono::seconds>(office.clock().now());
}

// What a copy that was killed left behind. The folder is locked.
void remove_left_over(fs::path const& folder) {
  auto ignored = std::error_code{};
  for (auto const& entry : fs::directory_iterator{folder, ignored}) {
    auto const name = entry.path().filename().string();
    if (name.starts_with("data-") && name.ends_with(".tmp")) {
      fs::remove(entry.path(), ignored);
    }
  }
}

// The copy itself is in the audit, and the audit is signed as far as it goes.
result<std::string> sign_for_copy(installation& office) {
  auto const line = installation_act{.actor = "copies", .name = "copy.make"};
  auto const noted = office.cases().write(line, {.key = format_id(random_id()), .request = "copy"},
                                          [](installation_change&) { return result<std::string>{""}; });
  if (!noted) {
    return tl::make_unexpected(noted.error());
  }
  return signing_key_of(office).and_then([&](signing_key const& key) { return office.cases().sign_audit(key); });
}

result<copy_notes> notes_for_copy(installation& office, std::string const& head) {
  auto const erasures = office.keys().erasures();
  auto const key = read_file(office.options().data.folder / "audit.key", kLongestKeyFile);
  if (!erasures || !key) {
    return tl::make_unexpected(erasures ? key.error() : erasures.error());
  }
  return parse_head(head).map([&](audit_head&& signed_head) {
    return copy_notes{.head = std::move(signed_head),
                      .erasures = static_cast<std::int64_t>(erasures->size()),
                      .erasures_head = erasures->empty() ? "-" : erasures->back().head,
                      .audit_key = *key};
  });
}

// A file that is being written: head, rows, notes.
struct copy_in_work {
  copy_in_work(replacing_file o, secret const& key, std::string_view const line, progress_function const& tell)
      : out{std::move(o)},
        begun{out.write(line)},
        stream{out, stream_key(key, line)},
        watched{"copying", &named, tell} {}

  result<void> end(copy_notes const& notes, std::string const& head) {
    auto const last =
        rows.note("audit_head", head)
            .and_then([&] { return rows.note("audit_key", notes.audit_key); })
            .and_then([&] { return rows.note("erasures", fmt::format("{} {}", notes.erasures, notes.erasures_head)); })
            .and_then([&] { return rows.note("end", "."); });
    return last.and_then([&] { return stream.end(); }).and_then([&] { return out.commit(); });
  }

  replacing_file out;
  result<void> begun;
  stream_sealer stream;
  neutral_writer rows{[this](std::string_view const bytes) {
    stream.add(bytes);
    return stream.outcome();
  }};
  named_files named{rows};
  watched_rows watched;
};

// Everything again, from the file that is there.
result<void> read_back(fs::path const& file, vault& keys, copy_contents const& written, copy_options const& options,
                       copy_made& made) {
  auto const mapped = mapped_file::open(file);
  if (!mapped) {
    return tl::make_unexpected(mapped.error());
  }
  auto watched = watched_rows{"reading back", nullptr, options.tell};
  auto const seen = read_copy(mapped->text(), keys, {}, [&](copy_head const&) { return &watched; });
  if (!seen) {
    return tl::make_unexpected(seen.error());
  }
  if (seen->sums != written.sums || seen->files != written.files || !(seen->notes == written.notes)) {
    return fail(errc::broken, "what was read back is not what was written");
  }
  made.bytes = mapped->bytes().size();
  made.hash = hash_hex(mapped->text());
  return {};
}

}  // namespace

result<void> watched_rows::begin(copied_table const& table) {
  table_ = table.name;
  return to_ == nullptr ? result<void>{} : to_->begin(table);
}

result<void> watched_rows::add(row_page const& page) {
  rows_ += static_cast<std::int64_t>(page.rows.size());
  if (tell_) {
    tell_({step_, table_, rows_});
  }
  return to_ == nullptr ? result<void>{} : to_->add(page);
}

result<void> watched_rows::end(table_sum const& sum) {
  sums_.push_back(sum);
  return to_ == nullptr ? result<void>{} : to_->end(sum);
}

result<void> keys_were_copied(vault& keys, std::chrono::hours const within, std::chrono::sys_seconds const now) {
  constexpr auto kDo = "`foothold keys backup --out FOLDER` makes one, and belongs on another disk than the data's";
  auto const last = last_key_backup(keys.folder(), keys.installation());
  if (!last && last.error().code == errc::not_found) {
    return fail(errc::conflict,
                fmt::format("there is no copy of the keys, without which no copy of the data can be read; {}", kDo));
  }
  if (!last) {
    return tl::make_unexpected(last.error());
  }
  if (*last > now) {
    return fail(errc::conflict,
                fmt::format("the last copy of the keys is from a moment that has not come yet; {}", kDo));
  }
  if (now - *last > within) {
    auto const age = std::chrono::floor<std::chrono::hours>(now - *last);
    return fail(errc::conflict, fmt::format("the last copy of the keys is {} hours old, and may be {}; {}", age.count(),
                                            within.count(), kDo));
  }
  return {};
}

result<copy_made> make_copy(installation& office, copy_options const& options) {
  auto const step = [&](std::string_view const name) {
    if (options.at) {
      options.at(name);
    }
  };
  auto made = copy_made{.file = {}, .made_at = now_of(office)};
  if (auto const may = keys_were_copied(office.keys(), options.keys_copied_within, made.made_at); !may) {
    return tl::make_unexpected(may.error());
  }
  if (auto const there = make_private_folder(options.out); !there) {
    return tl::make_unexpected(there.error());
  }
  auto const lock = lock_file::take(options.out / "copies.lock");
  if (!lock) {
    return tl::make_unexpected(lock.error());
  }
  remove_left_over(options.out);
  made.file = options.out / copy_name(made.made_at);
  auto const key = make_copy_key(office.keys(), made.made_at).and_then([&](copy_key&& k) {
    return forget_old_months(office.keys(), made.made_at).map([&] { return std::move(k); });
  });
  if (!key) {
    return tl::make_unexpected(key.error());
  }
  step("copy.begin");
  auto const head = sign_for_copy(office);
  auto const notes = head.and_then([&](std::string const& line) { return notes_for_copy(office, line); });
  if (!notes) {
    return tl::make_unexpected(notes.error());
  }
  auto work = std::optional<copy_in_work>{};
  auto about = copy_head{.made_at = made.made_at,
                         .installation = office.keys().installation(),
                         .schema = 0U,
                         .engine = office.cases().kind(),
                         .by_month = key->by_month,
                         .for_recovery = key->for_recovery};
  auto const keeping = file_store::keeping{office.files()};
  auto const given = office.cases().give_rows([&](std::uint32_t const schema) -> result<row_taker*> {
    work.reset();  // before the file is made again under its name
    about.schema = schema;
    auto out = replacing_file::create(made.file, readers::owner);
    if (!out) {
      return tl::make_unexpected(out.error());
    }
    work.emplace(std::move(*out), key->key, format_copy_head(about), options.tell);
    return work->begun.map([&]() -> row_taker* { return &work->watched; });
  });
  step("copy.given");
  auto const beside = lying_beside{office.files(), office.options().data.folder};
  auto const written = given.and_then([&] { return write_files(work->rows, beside, work->named); })
                           .and_then([&](missing_files const missing) {
                             made.missing = missing;
                             made.files = work->rows.end_of_files();
                             return work->end(*notes, *head);
                           });
  if (!written) {
    return fail(written.error().code, fmt::format("no copy was made: {}", written.error().message));
  }
  step("copy.written");
  made.schema = about.schema;
  made.tables = work->watched.sums();
  made.audit_head = *head;
  made.erasures = notes->erasures;
  if (auto const same = read_back(made.file, office.keys(), {about, *notes, made.tables, made.files}, options, made);
      !same) {
    auto ignored = std::error_code{};
    fs::remove(made.file, ignored);
    return fail(same.error().code, fmt::format("{}: {}; it was removed", made.file.string(), same.error().message));
  }
  return made;
}

}  // namespace foothold
