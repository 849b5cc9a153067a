#pragma once
// Where cases last. A store is opened once for an installation; all its functions may be called from many threads.
//
// A write is one transaction: the change itself, its idempotency key, its line in the audit and what it puts into the
// outbox or among the jobs happen together or not at all. Whoever gets an answer may count on it after a power cut.
//
// Errors of write() and read():
//   conflict   another change was faster, the row exists already, or the key was used for another request
//   bad_input  a row breaks a constraint
//   no_room    the disk is full; nothing was written, reads go on, and writes do again once there is room
//   in_doubt   the write may or may not have happened: ask again with the same key
//   broken     the disk or the server fails. When a sync failed, everything is refused until the store is opened anew
// and whatever the work itself returned.

#include <cstddef>
#include <functional>
#include <memory>
#include <string>

#include "base/result.h"
#include "store/snapshot.h"
#include "store/store_options.h"
#include "sys/clock.h"
#include "sys/signature.h"
#include "vault/field_cipher.h"

namespace foothold {

class audit_sealer;
class engine;

inline constexpr std::size_t kLongestKey{128U};

// Who does what. No field holds personal data: ids, names of acts and purposes, hashes.
struct act {
  std::string actor;      // id of a person, of staff or of a part of the program
  std::string name;       // of the act: person.add, referral.accept, portrait.read
  std::string subject{};  // id of the person it concerns; empty: nobody's
  std::string purpose{};
  std::string basis{};   // on what the act rests, or why it was denied
  std::string fields{};  // categories of fields it touches
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

class store {
public:
  // Takes every migration of the schema that is missing. The cipher and the clock must outlive the store.
  [[nodiscard]] static result<store> open(store_options const& options, field_cipher& cipher, time_source const& clock);
  store(store&&) noexcept;
  store& operator=(store&&) noexcept;
  ~store();

  [[nodiscard]] result<change_answer> write(act const& what, change_request const& request, change_work const& work);

  // One unchanging state. The first is for what belongs to nobody; the second writes its line in the audit before it
  // returns, and what was read must not be used if that fails.
  [[nodiscard]] result<void> read(read_work const& work);
  [[nodiscard]] result<void> read(act const& what, read_work const& work);

  // Idempotency keys older than this are forgotten by forget_old_keys().
  static constexpr std::chrono::hours kKeyLife{24 * 7};
  [[nodiscard]] result<void> forget_old_keys();

  // Signs how far the audit goes, keeps that with it, and returns the line for whoever keeps it elsewhere. not_found:
  // the audit is empty.
  [[nodiscard]] result<std::string> sign_audit(signing_key const& key);

private:
  store(std::unique_ptr<engine> e, field_cipher& cipher, time_source const& clock);
  std::unique_ptr<engine> engine_;
  std::unique_ptr<audit_sealer> sealer_;  // ends before the engine
  field_cipher* cipher_;
  time_source const* clock_;
};

}  // namespace foothold
