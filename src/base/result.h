#pragma once
// Expected outcomes are values: result<T> holds a T or an error. Exceptions are for a broken world.

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <tl/expected.hpp>

namespace foothold {

enum class errc : std::uint8_t {
  wrong_use,
  bad_input,
  not_found,
  infeasible,
  out_of_time,
  conflict,    // somebody else was faster, or it exists already
  stale,       // it was changed since it was read
  key_reused,  // this idempotency key was used for another request
  no_room,     // the disk is full: nothing was written, later it may work
  in_doubt,    // a write whose end is not known; ask again with the same idempotency key
  broken,
};

struct error {
  errc code{errc::broken};
  std::string message{};  // English, one clear sentence: where, what, what was expected
};

template <typename T>
using result = tl::expected<T, error>;

inline tl::unexpected<error> fail(errc const code, std::string message) {
  return tl::unexpected<error>{error{code, std::move(message)}};
}

// One fault of an input file. Importers collect all of them before they give up.
struct fault {
  std::string file{};      // {} lets designated initialisers leave a member out
  std::uint64_t line{0U};  // 1-based; 0 = the file as a whole
  std::string field{};     // column or JSON path; empty = the line as a whole
  std::string value{};     // what was found, shortened to 60 bytes; never personal data
  std::string expected{};  // what would have been right
  bool warning{false};     // true: reported, does not stop the import
};

using faults = std::vector<fault>;

}  // namespace foothold
