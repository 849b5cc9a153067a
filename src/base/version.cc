#include "base/version.h"

namespace foothold {

std::string_view version() {
  return FOOTHOLD_VERSION;
}

}  // namespace foothold
