#include "app/sign_in_origin.h"

namespace foothold {

std::string origin_of(settings const& s) {
  return s.origin.empty() ? "http://localhost:8080" : s.origin;
}

}  // namespace foothold
