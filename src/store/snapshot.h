#pragma once
// What a read and a write are handed: one state of the database, and for a write the power to change it. Both are good
// only inside the function that was given them.
//
// A snapshot and a transaction exist only with a grant, and show and write what it covers. Without a grant there is
// what belongs to nobody: outbox, jobs, idempotency keys.

#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "access/grant.h"
#include "store/connection.h"
#include "store/field_codec.h"
#include "store/row_scope.h"
#include "store/statement.h"
#include "vault/field_cipher.h"

namespace foothold {

class installation_view {
public:
  explicit installation_view(connection& c) : connection_{c} {}
  [[nodiscard]] engine_kind engine() const { return connection_.kind(); }

private:
  friend struct by_statement;
  connection& connection_;
};

class installation_change : public installation_view {
public:
  installation_change(connection& c, instant const now, std::string const& actor)
      : installation_view{c}, now_{now}, actor_{actor} {}
  [[nodiscard]] instant now() const { return now_; }                 // one moment for all rows of the change
  [[nodiscard]] std::string const& actor() const { return actor_; }  // who changes

private:
  instant now_;
  std::string const& actor_;
};

class snapshot : public installation_view {
public:
  snapshot(connection& c, field_cipher& cipher, grant const& g, row_scope const& scope)
      : installation_view{c}, cipher_{cipher}, access_{g, scope} {}
  [[nodiscard]] grant const& granted() const { return access_.granted; }
  [[nodiscard]] row_access const& access() const { return access_; }

  // Whom an answer about many people shows: each has a line in the log of their own.
  void shows(std::string person) { shown_.push_back(std::move(person)); }
  [[nodiscard]] std::vector<std::string> const& shown() const { return shown_; }

private:
  friend struct by_statement;
  field_cipher& cipher_;
  row_access access_;
  std::vector<std::string> shown_{};
};

class transaction : public snapshot {
public:
  transaction(connection& c, field_cipher& cipher, grant const& g, row_scope const& scope, instant const now,
              std::string const& actor)
      : snapshot{c, cipher, g, scope}, own_{c, now, actor} {}
  // NOLINTNEXTLINE(google-explicit-constructor): whoever may change a person's rows may add a job
  operator installation_change&() { return own_; }
  [[nodiscard]] instant now() const { return own_.now(); }
  [[nodiscard]] std::string const& actor() const { return own_.actor(); }

private:
  installation_change own_;
};

// Statements and keys behind the grant, for the functions of src/store, which ask the grant themselves. Nobody else
// may name it (scripts/layers.py).
struct by_statement {
  static std::vector<row> rows(installation_view& s, statement const& what, std::span<cell const> const parameters) {
    return s.connection_.rows(what, parameters);
  }
  // How many rows it touched.
  static std::int64_t change(installation_change& t, statement const& what, std::span<cell const> const parameters) {
    return t.connection_.change(what, parameters);
  }
  static std::int64_t change(transaction& t, statement const& what, std::span<cell const> const parameters) {
    return change(static_cast<installation_change&>(t), what, parameters);
  }
  static field_cipher& cipher(snapshot& s) { return s.cipher_; }
};

}  // namespace foothold
