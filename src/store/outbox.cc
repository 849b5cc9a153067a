#include "store/outbox.h"

#include "store/catalogue.h"

namespace foothold {
void publish(installation_change& t, std::string_view const topic, std::string_view const subject,
             std::string_view const body) {
  by_statement::change(t, write_outbox(t.engine()),
                       row{cell_of(t.now()), std::string{topic}, std::string{subject}, std::string{body}});
}

std::vector<outbox_entry> published_after(installation_view& s, outbox_place const& place, std::int64_t const limit) {
  auto entries = std::vector<outbox_entry>{};
  for (auto const& r : by_statement::rows(s, list_outbox(s.engine()), row{place.transaction, place.number, limit})) {
    entries.push_back({.place = {std::get<std::int64_t>(r[0]), std::get<std::int64_t>(r[1])},
                       .at = instant_of(r[2]),
                       .topic = std::get<std::string>(r[3]),
                       .subject = std::get<std::string>(r[4]),
                       .body = std::get<std::string>(r[5])});
  }
  return entries;
}

outbox_place end_of_outbox(installation_view& s) {
  auto const found = by_statement::rows(s, find_end_of_outbox(s.engine()), {});
  return found.empty() ? outbox_place{}
                       : outbox_place{std::get<std::int64_t>(found[0][0]), std::get<std::int64_t>(found[0][1])};
}

void forget_published(installation_change& t, instant const before) {
  by_statement::change(t, kForgetOutbox, row{cell_of(before)});
}

}  // namespace foothold
