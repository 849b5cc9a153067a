#include "app/opening.h"

#include <cstdlib>
#include <memory>
#include <utility>

#include "app/passphrase.h"
#include "sys/clock.h"

namespace foothold {

std::filesystem::path keys_folder(keys_options const& o, settings const& s) {
  return !o.keys.empty() ? o.keys : !s.keys.empty() ? s.keys : o.data / "keys";
}

std::filesystem::path master_key_file(keys_options const& o, settings const& s) {
  if (!o.master_key.empty() || !s.master_key.empty()) {
    return o.master_key.empty() ? s.master_key : o.master_key;
  }
  auto const* const credentials = std::getenv("CREDENTIALS_DIRECTORY");
  return credentials != nullptr && *credentials != '\0' ? std::filesystem::path{credentials} / "foothold-master-key"
                                                        : keys_folder(o, s) / "master.key";
}

result<key_opening> key_opening_of(keys_options const& o, settings const& s) {
  auto found = key_opening{};
  found.options.folder = keys_folder(o, s);
  if (!o.passphrase) {
    found.options.master.file = master_key_file(o, s);
    return found;
  }
  auto typed = read_passphrase("passphrase of the keys");
  if (!typed) {
    return tl::make_unexpected(typed.error());
  }
  found.passphrase = std::move(*typed);
  found.options.master.passphrase = text_of(found.passphrase);
  return found;
}

result<opened_office> open_office(keys_options const& o) {
  auto const told = read_settings(o.data);
  if (!told) {
    return tl::make_unexpected(told.error());
  }
  auto keys = key_opening_of(o, *told);
  if (!keys) {
    return tl::make_unexpected(keys.error());
  }
  auto clock = std::make_unique<machine_clock>();
  auto const where = store_options{.folder = o.data, .postgresql = told->postgresql, .tenant = told->tenant};
  auto opened = installation::open({.data = where, .keys = keys->options}, *clock);
  if (!opened) {
    return tl::make_unexpected(opened.error());
  }
  return opened_office{std::move(clock), std::move(*opened)};
}

}  // namespace foothold
