#include "service/installation.h"

#include <utility>

#include "service/case_files.h"
#include "service/erasing.h"
#include "sys/folders.h"
#include "sys/log.h"

namespace foothold {

result<std::unique_ptr<installation>> installation::open(installation_options const& options,
                                                         time_source const& clock) {
  // Also where the database is elsewhere: the key of signatures and the door for administrators lie here.
  if (auto const made = make_private_folder(options.data.folder); !made) {
    return tl::make_unexpected(made.error());
  }
  auto keys = vault::unlock(options.keys, clock);
  if (!keys) {
    return tl::make_unexpected(keys.error());
  }
  auto cases = store::open(options.data, **keys, clock);
  if (!cases) {
    return tl::make_unexpected(cases.error());
  }
  auto kept = options;
  kept.keys.master.passphrase = {};  // its text lives no longer than this call
  auto opened =
      std::unique_ptr<installation>{new installation{std::move(kept), std::move(*keys), std::move(*cases), clock}};
  if (auto const erased = carry_out_erasures(*opened); !erased) {
    return tl::make_unexpected(erased.error());
  }
  // SQLite has one process, so whatever an upload left here is no upload's any more. Nodes of PostgreSQL share a
  // folder.
  auto const alone = opened->cases().kind() == engine_kind::sqlite;
  auto const tidied = tidy_files(opened->cases(), opened->files(), alone ? std::chrono::hours{0} : kUploadsLast);
  if (!tidied) {
    return tl::make_unexpected(tidied.error());
  }
  if (tidied->missing != 0) {
    log(log_level::error, "files", "bytes of files are not there", {{"files", tidied->missing}});
  }
  return opened;
}

}  // namespace foothold
