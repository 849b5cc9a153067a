#pragma once
// Where cases last. A store is opened once for an installation; all its functions may be called from many threads.
//
// A write is one transaction: the change itself, its idempotency key, its line in the audit and what it puts into the
// outbox or among the jobs happen together or not at all. Whoever gets an answer may count on it after a power cut.
//
// Errors of write() and read():
//   not_found  there is no such entry, or not for this actor
//   conflict   another change was faster, the row exists already, or the key was used for another request
//   bad_input  a row breaks a constraint
//   no_room    the disk is full; nothing was written, reads go on, and writes do again once there is room
//   in_doubt   the write may or may not have happened: ask again with the same key
//   broken     the disk or the server fails. When a sync failed, everything is refused until the store is opened anew
// and whatever the work itself returned. std::bad_alloc may come out of both and counts as in_doubt: the store goes on.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "access/decide.h"
#include "base/result.h"
#include "store/audit_chain.h"
#include "store/audit_verify.h"
#include "store/connection.h"
#include "store/snapshot.h"
#include "store/store_options.h"
#include "sys/clock.h"
#include "sys/signature.h"
#include "vault/field_cipher.h"

namespace foothold {

class audit_sealer;
class engine;
class row_taker;

inline constexpr std::size_t kLongestKey{128U};

// An act of the program itself on what belongs to nobody: jobs, outbox, keys. It shows no table of people.
struct installation_act {
  std::string actor;      // the part of the program, or who signs in
  std::string name;       // of the act: job.take
  std::string subject{};  // whom a line of the audit tells of; mostly nobody
};

struct change_request {
  std::string key;      // chosen by who asks, unique for the actor: the same key is the same request. 1 .. 128 bytes
  std::string request;  // hash of what is asked, so that a key cannot be used for two things
};

struct change_answer {
  std::string text;      // what the work returned; of ids and versions, not of personal data
  bool repeated{false};  // the change was made before, and this is its answer then
};

// They may run more than once, and what they leave outside the database must be replaced as a whole each time.
using change_work = std::function<result<std::string>(transaction&)>;
using read_work = std::function<result<void>(snapshot&)>;
using installation_change_work = std::function<result<std::string>(installation_change&)>;
using installation_read_work = std::function<result<void>(installation_view&)>;

class store {
public:
  // Takes every migration of the schema that is missing. The cipher and the clock must outlive the store.
  [[nodiscard]] static result<store> open(store_options const& options, field_cipher& cipher, time_source const& clock);
  store(store&&) noexcept;
  store& operator=(store&&) noexcept;
  ~store();

  // What is asked is decided first, on the state on which the work then runs: membership, relations, permissions and
  // referrals are read in the same transaction. not_found: denied, or there is nothing; the audit knows which. What the
  // grant owes, such as telling the person, is in the outbox with the change ("owed.tell_person").
  [[nodiscard]] result<change_answer> write(access_request const& asked, change_request const& request,
                                            change_work const& work);
  // One unchanging state. Its line is in the audit before it returns; what was read must not be used if that fails.
  [[nodiscard]] result<void> read(access_request const& asked, read_work const& work);

  // What belongs to nobody. A read of it leaves no line.
  [[nodiscard]] result<change_answer> write(installation_act const& what, change_request const& request,
                                            installation_change_work const& work);
  [[nodiscard]] result<void> read(installation_act const& what, installation_read_work const& work);

  // Of the same, what is no act: that a session is in use. It has neither a key nor a line in the audit.
  [[nodiscard]] result<void> note(installation_change_work const& work);

  // Idempotency keys older than this are forgotten by forget_old_keys().
  static constexpr std::chrono::hours kKeyLife{24 * 7};
  [[nodiscard]] result<void> forget_old_keys();

  // Signs how far the audit goes, keeps that with it, and returns the line for whoever keeps it elsewhere. not_found:
  // the audit is empty.
  [[nodiscard]] result<std::string> sign_audit(signing_key const& key);

  // Proves the audit whole, as audit_verify.h says, while the store is at work.
  [[nodiscard]] result<audit_report> verify_audit(std::optional<audit_head> const& against);

  // Every row of every table, sealed as it lies there, in one unchanging state: for copies, which nobody reads without
  // the keys. `begin` is called first with the schema's number, and again if the engine has to begin again. Nothing
  // waits for it meanwhile.
  [[nodiscard]] result<void> give_rows(std::function<result<row_taker*>(std::uint32_t schema)> const& begin);
  [[nodiscard]] engine_kind kind() const;

private:
  friend struct store_for_tests;  // defined under tests/ only; scripts/layers.py looks for it in src/

  // Who acts, with what; made in the transaction of the act.
  struct admitted {
    grant granted;
    row_scope scope{};
  };
  using admission = std::function<result<admitted>(connection&, audit_entry&, instant)>;
  using connection_check = std::function<result<void>(connection&, instant)>;
  using connection_work = std::function<result<std::string>(connection&, instant)>;

  store(std::unique_ptr<engine> e, field_cipher& cipher, time_source const& clock, std::string tenant);
  [[nodiscard]] admission admit(access_request const& asked) const;
  // `check` comes first, before an answer from earlier is given again.
  [[nodiscard]] result<change_answer> write_once(std::string const& actor, change_request const& request,
                                                 connection_check const& check, connection_work const& work);
  [[nodiscard]] result<change_answer> write_admitted(admission const& admit, audit_entry const& line,
                                                     change_request const& request, change_work const& work);
  [[nodiscard]] result<void> read_admitted(admission const& admit, audit_entry const& line, read_work const& work);
  [[nodiscard]] result<void> log(audit_entry const& line, obligations owes = {},
                                 std::vector<std::string> const& shown = {});

  std::unique_ptr<engine> engine_;
  std::unique_ptr<audit_sealer> sealer_;  // ends before the engine
  field_cipher* cipher_;
  time_source const* clock_;
  std::string tenant_;
};

}  // namespace foothold
