#pragma once
// Where an installation is reached by browsers, as its settings and the options of `serve` say.

#include <string>

#include "app/commands.h"
#include "base/result.h"
#include "service/settings.h"

namespace foothold {

// For addresses on paper. Without a setting: this machine at the usual port, for who tries it out.
[[nodiscard]] std::string origin_of(settings const& s);

[[nodiscard]] inline bool is_https(std::string_view const origin) {
  return origin.starts_with("https://");
}

}  // namespace foothold
