#pragma once
// Where an installation's data and keys lie and what opens them: the options of a verb first, then config.json, then
// the usual places.

#include <filesystem>

#include "app/commands.h"
#include "base/result.h"
#include "service/installation.h"
#include "service/settings.h"
#include "vault/secret.h"
#include "vault/vault.h"

namespace foothold {

[[nodiscard]] std::filesystem::path keys_folder(keys_options const& o, settings const& s = {});
[[nodiscard]] std::filesystem::path master_key_file(keys_options const& o, settings const& s = {});

// The passphrase lives as long as this does.
struct key_opening {
  secret passphrase{};
  vault_options options{};
};
// Asks for the passphrase where the options say so.
[[nodiscard]] result<key_opening> key_opening_of(keys_options const& o, settings const& s);

// An open installation with the clock of the machine.
struct opened_office {
  std::unique_ptr<time_source> clock;
  std::unique_ptr<installation> office;
};
[[nodiscard]] result<opened_office> open_office(keys_options const& o);

}  // namespace foothold
