#pragma once
// A passphrase from who starts the program: never an argument, which other users of the machine could see.

#include <string_view>

#include "base/result.h"
#include "vault/secret.h"

namespace foothold {

// On a terminal it is asked for with `question` on stderr and not shown; else it is the next line of stdin, without its
// end. bad_input: there is none, or it is longer than 1,000 bytes.
[[nodiscard]] result<secret> read_passphrase(std::string_view question);

[[nodiscard]] std::string_view text_of(secret const& passphrase);

}  // namespace foothold
