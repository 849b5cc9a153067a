// foothold keys init | backup | rotate | recover

#include <cstdio>
#include <memory>
#include <string>

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/admin.h"
#include "app/commands.h"
#include "app/opening.h"
#include "app/passphrase.h"
#include "app/report.h"
#include "sys/clock.h"
#include "sys/file.h"
#include "vault/key_recovery.h"
#include "vault/vault.h"

namespace foothold {
namespace {

using nlohmann::json;

constexpr auto kLongestShare = std::uint64_t{4096U};

// docs/formats/keys.md, or the lines of text.
void print(keys_options const& o, std::string_view const done, nlohmann::ordered_json const& about,
           std::string_view const lines) {
  if (o.format != output_format::json) {
    fmt::print("{}", lines);
    return;
  }
  auto out = nlohmann::ordered_json{{"format", "foothold-keys/1"}, {"done", done}};
  out.update(about);
  fmt::print("{}\n", out.dump(2));
}

// Runs `work` on the unlocked vault; its exit code is that of the verb.
template <typename Work>
int with_vault(keys_options const& o, Work const& work) {
  auto const from = read_settings(o.data).and_then([&](settings const& s) { return key_opening_of(o, s); });
  if (!from) {
    return report(from.error());
  }
  auto const clock = machine_clock{};
  auto const keys = vault::unlock(from->options, clock);
  return keys ? work(**keys) : report(keys.error());
}

}  // namespace

int run_keys_init(keys_options const& options) {
  auto const from = read_settings(options.data).and_then([&](settings const& s) { return key_opening_of(options, s); });
  if (!from) {
    return report(from.error());
  }
  auto const shares = make_key_store(from->options);
  if (!shares) {
    return report(shares.error());
  }
  print(options, "init", {{"shares", {shares->first, shares->second}}},
        fmt::format("{}\n{}\n", shares->first, shares->second));
  fmt::print(stderr, "The key store is in {}.\n", from->options.folder.string());
  if (!options.passphrase) {
    fmt::print(stderr,
               "The master key is in {}. Keep it apart from the key store and out of the backups of the data.\n",
               from->options.master.file.string());
  }
  fmt::print(stderr,
             "What was printed are the recovery shares. Print each and give it to another person, then delete them: "
             "they are nowhere else, and whoever has both can read everything.\n");
  return kDone;
}

result<json> admin_back_up_keys(installation& office, json const& asked, tell_progress const& /*tell*/) {
  return office.keys().back_up(asked.at("out").get<std::string>()).map([](std::filesystem::path const& copy) {
    return json{{"file", copy.string()}};
  });
}

result<json> admin_rotate_keys(installation& office, json const& asked, tell_progress const& /*tell*/) {
  auto const file = asked.at("master_key").get<std::string>();
  return office.keys().rotate(file.empty() ? std::nullopt : std::optional{master_source{.file = file}}).map([] {
    return json::object();
  });
}

int run_keys_backup(keys_backup_options const& options) {
  auto const done = [&](std::string const& copy) {
    print(options.keys, "backup", {{"file", copy}}, copy + "\n");
    return int{kDone};
  };
  auto const asked = json{{"out", std::filesystem::absolute(options.out).string()}};
  if (auto const answer = ask_server(options.keys.data, "keys.backup", asked)) {
    return *answer ? done((*answer)->at("file").get<std::string>()) : report(answer->error());
  }
  return with_vault(options.keys, [&](vault& keys) {
    auto const copy = keys.back_up(options.out);
    return copy ? done(copy->string()) : report(copy.error());
  });
}

int run_keys_rotate(keys_rotate_options const& options) {
  auto const told = read_settings(options.keys.data);
  if (!told) {
    return report(told.error());
  }
  auto const file = options.keep_master              ? std::filesystem::path{}
                    : options.new_master_key.empty() ? master_key_file(options.keys, *told)
                                                     : std::filesystem::absolute(options.new_master_key);
  auto const by_passphrase =
      !options.keep_master && (options.new_passphrase || (options.keys.passphrase && options.new_master_key.empty()));
  auto const done = [&] {
    print(options.keys, "rotate", nlohmann::ordered_json::object(), "");
    fmt::print(stderr, "The keys above those of the people are new{}.\n",
               file.empty() || by_passphrase ? "" : "; the master key is in " + file.string());
    fmt::print(stderr, "Copies of the key store from before still open with the old master key: make a new one.\n");
    return int{kDone};
  };
  auto const asked = json{{"master_key", file.empty() ? "" : std::filesystem::absolute(file).string()}};
  if (by_passphrase && server_holds(options.keys.data)) {
    return report({errc::conflict, "a server runs on this folder; stop it to change the passphrase"});
  }
  if (auto const answer = ask_server(options.keys.data, "keys.rotate", asked)) {
    return *answer ? done() : report(answer->error());
  }
  return with_vault(options.keys, [&](vault& keys) {
    auto next = secret{};
    auto master = file.empty() ? std::nullopt : std::optional{master_source{.file = file}};
    if (by_passphrase) {
      auto typed = read_passphrase("new passphrase of the keys");
      if (!typed) {
        return report(typed.error());
      }
      next = std::move(*typed);
      master = master_source{.passphrase = text_of(next)};
    }
    auto const turned = keys.rotate(master);
    return turned ? done() : report(turned.error());
  });
}

int run_keys_recover(keys_recover_options const& options) {
  if (options.shares.empty() && options.backup.empty()) {
    return report({errc::wrong_use, "name two shares (--share FILE, twice), or a copy of the keys (--backup FILE)"});
  }
  if (!options.shares.empty() && options.shares.size() != 2U) {
    return report({errc::wrong_use, "two shares are needed: --share FILE, twice"});
  }
  auto const told = read_settings(options.keys.data);
  if (!told) {
    return report(told.error());
  }
  auto typed = secret{};
  auto request = recovery_request{.folder = keys_folder(options.keys, *told), .backup = options.backup};
  if (options.shares.empty()) {
    auto from = key_opening_of(options.keys, *told);
    if (!from) {
      return report(from.error());
    }
    typed = std::move(from->passphrase);
    request.master = {.file = from->options.master.file,
                      .passphrase = typed.bytes().empty() ? std::string_view{} : text_of(typed)};
  } else {
    request.master.file = master_key_file(options.keys, *told);
    auto const one = read_file(options.shares[0], kLongestShare);
    auto const other = read_file(options.shares[1], kLongestShare);
    if (!one || !other) {
      return report(one ? other.error() : one.error());
    }
    request.shares.emplace(*one, *other);
  }
  auto const done = recover_keys(request);
  if (!done) {
    return report(done.error());
  }
  // Erasures that came after the copy are carried out now.
  auto const clock = machine_clock{};
  auto const keys = vault::unlock({.folder = request.folder, .master = request.master}, clock);
  if (!keys) {
    return report(keys.error());
  }
  auto const subjects = (*keys)->subjects();
  if (!subjects) {
    return report(subjects.error());
  }
  if (done->master_written) {
    fmt::print(stderr, "The master key is in {}.\n", request.master.file.string());
  }
  if (done->copy_of) {
    fmt::print(stderr, "The key store is as it was on {:%Y-%m-%d %H:%M} UTC; keys made later are lost.\n",
               *done->copy_of);
    if (!done->ledger_kept) {
      fmt::print(stderr,
                 "There was no ledger of erasures: those after that moment are not known and have to be repeated.\n");
    }
  }
  auto about = nlohmann::ordered_json{{"subjects", *subjects}, {"copy_of", nullptr}, {"ledger_kept", nullptr}};
  if (done->copy_of) {
    about["copy_of"] = fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", *done->copy_of);
    about["ledger_kept"] = done->ledger_kept;
  }
  print(options.keys, "recover", about, fmt::format("subjects\t{}\n", *subjects));
  return kDone;
}

}  // namespace foothold
