#pragma once
// How a field becomes ciphertext before it reaches the store, and back. Who implements it keeps the keys; the store
// never sees one.

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace foothold {

// Special categories (Art. 9 GDPR) have keys of their own.
enum class data_class : std::uint8_t { personal, sensitive };

// Where a field lies. All of it is authenticated with the field, so that ciphertext that was moved to another row,
// column or version does not open.
struct field_place {
  std::string_view subject;  // whose key: the id of a person or a member of staff; empty: the key of the installation
  std::string_view table;
  std::string_view column;
  std::string_view row;     // id of the row
  std::int64_t version{0};  // of the row
  data_class sort{data_class::personal};
};

class field_cipher {
public:
  virtual ~field_cipher() = default;

  // Printable ASCII without spaces. The same text sealed twice gives two different results; the length tells the length
  // of the text only in steps of 64 bytes. Makes the subject's key if there is none; not_found: the subject is erased.
  // Thread-safe, as is open().
  [[nodiscard]] virtual result<std::string> seal(field_place const& place, std::string_view clear) = 0;

  // Every key made so far is on the disk when it returns. Nothing sealed may be committed before: a row whose key did
  // not last could never be read again. Thread-safe, and cheap where no key was made.
  [[nodiscard]] virtual result<void> settle() { return {}; }

  // not_found: the subject's key was destroyed, so the person is erased. broken: not what was sealed at this place.
  [[nodiscard]] virtual result<std::string> open(field_place const& place, std::string_view sealed) = 0;
};

}  // namespace foothold
