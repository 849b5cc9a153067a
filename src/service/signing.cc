#include "service/signing.h"

#include <utility>

namespace foothold {

result<signing_key> signing_key_in(std::filesystem::path const& data) {
  auto const file = data / "audit.key";
  auto found = signing_key::read(file);
  if (found || found.error().code != errc::not_found) {
    return found;
  }
  auto made = signing_key::make();
  return made.write(file).map([&] { return std::move(made); });
}

result<signing_key> signing_key_of(installation const& office) {
  return signing_key_in(office.options().data.folder);
}

}  // namespace foothold
