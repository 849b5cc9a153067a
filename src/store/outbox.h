#pragma once
// What other parts of the program, and other nodes, have to learn of a change: written in its transaction, read in
// order by whoever keeps a place in it. Nothing is skipped, also where several nodes write at the same time.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "store/field_codec.h"
#include "store/snapshot.h"

namespace foothold {

// How far a reader has come; starts at the beginning.
struct outbox_place {
  std::int64_t transaction{0};
  std::int64_t number{0};

  bool operator==(outbox_place const&) const = default;
};

struct outbox_entry {
  outbox_place place;  // the reader's next place
  instant at{};
  std::string topic;    // person.changed, person.erased, task.added
  std::string subject;  // an id
  std::string body;     // ids and codes, never personal data
};

void publish(installation_change& t, std::string_view topic, std::string_view subject, std::string_view body);

// The next entries that can no longer be overtaken by a transaction that still runs.
[[nodiscard]] std::vector<outbox_entry> published_after(installation_view& s, outbox_place const& place,
                                                        std::int64_t limit);

// The place after all that can no longer be overtaken: from here on a reader follows who begins with a whole copy.
[[nodiscard]] outbox_place end_of_outbox(installation_view& s);

// Entries before this moment go; a reader who stands before them must start anew from a whole copy.
void forget_published(installation_change& t, instant before);

}  // namespace foothold
