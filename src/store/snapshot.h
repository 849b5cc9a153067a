#pragma once
// What a read and a write are handed: one state of the database, and for a write the power to change it. Both are good
// only inside the function that was given them.

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "store/connection.h"
#include "store/field_codec.h"
#include "store/statement.h"
#include "vault/field_cipher.h"

namespace foothold {

class snapshot {
public:
  snapshot(connection& c, field_cipher& cipher) : connection_{c}, cipher_{cipher} {}

  [[nodiscard]] std::vector<row> rows(statement const& s, std::span<cell const> const parameters) {
    return connection_.rows(s, parameters);
  }
  [[nodiscard]] field_cipher& cipher() { return cipher_; }
  [[nodiscard]] engine_kind engine() const { return connection_.kind(); }

protected:
  connection& connection_;

private:
  field_cipher& cipher_;
};

class transaction : public snapshot {
public:
  transaction(connection& c, field_cipher& cipher, instant const now, std::string const& actor)
      : snapshot{c, cipher}, now_{now}, actor_{actor} {}

  // How many rows it touched.
  std::int64_t change(statement const& s, std::span<cell const> const parameters) {
    return connection_.change(s, parameters);
  }
  [[nodiscard]] instant now() const { return now_; }                 // one moment for all rows of the change
  [[nodiscard]] std::string const& actor() const { return actor_; }  // who changes

private:
  instant now_;
  std::string const& actor_;
};

}  // namespace foothold
