#pragma once
// Who asks, as found by how they came in: a session in a browser, or a token in an installation for tests.

#include <string>

#include "access/request.h"

namespace foothold {

struct visitor {
  actor who{};
  std::string session{};     // its id, as told to its holder; empty with a test token
  std::string form_token{};  // what every form that changes something must carry; empty with a test token
};

}  // namespace foothold
