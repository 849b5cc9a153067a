#include "store/database_failure.h"

namespace foothold {
namespace {

errc code_of(failure_kind const kind) {
  switch (kind) {
    case failure_kind::exists:
    case failure_kind::busy:
      return errc::conflict;
    case failure_kind::reference:
    case failure_kind::refused:
      return errc::bad_input;
    case failure_kind::full:
      return errc::no_room;
    case failure_kind::sync:
    case failure_kind::lost:
    case failure_kind::other:
      break;
  }
  return errc::broken;
}

}  // namespace

error as_error(database_failure const& f) {
  return {code_of(f.kind), f.what()};
}

}  // namespace foothold
