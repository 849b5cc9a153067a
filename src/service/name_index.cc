#include "service/name_index.h"

#include <algorithm>
#include <condition_variable>
#include <optional>
#include <string_view>

#include "store/repository.h"

namespace foothold {
namespace {

constexpr auto kAtOnce = std::int64_t{1'000};  // entries of the outbox
auto const kReader = installation_act{.actor = "search", .name = "outbox.read"};

int year_of(person_record const& p) {
  if (p.birth) {
    return static_cast<int>(std::chrono::year_month_day{*p.birth}.year());
  }
  return static_cast<int>(std::clamp<std::int64_t>(p.birth_year_estimated.value_or(0), 0, 9999));
}

void put(person_index& people, person_record const& p) {
  people.put({.id = p.id.bytes,
              .organisation = p.organisation.bytes,
              .caseworker = p.caseworker ? std::optional{p.caseworker->bytes} : std::nullopt,
              .birth_year = year_of(p),
              .year_estimated = !p.birth,
              .number = p.local_number,
              .name = p.name,
              .transliterated = p.name_transliterated ? std::string_view{*p.name_transliterated} : ""});
}

// From `after` on, as many as one read takes; where to go on, empty at the end.
result<std::string> put_stretch(snapshot& s, person_index& people, std::string after) {
  for (auto seen = std::size_t{0U}; seen < name_index::kPeopleInOneRead; seen += kMostRows) {
    auto const part = list<person_record>(s, {.after = after});
    if (!part) {
      return tl::make_unexpected(part.error());
    }
    for (auto const& p : part->rows) {
      put(people, p);
    }
    after = part->next;
    if (after.empty()) {
      break;
    }
  }
  return after;
}

}  // namespace

access_request name_index::asked() const {
  return {.by = {.id = "search",
                 .as = role::service,
                 .tenant = tenant_,
                 .state = membership::active,
                 .session = action::list},
          .what = action::list,
          .of = {.sort = kind::person, .over = reach::tenant},
          .for_what = purpose::indexing};
}

result<void> name_index::fill() {
  auto const working = std::scoped_lock{working_};
  // Whatever changes while it is read is told after this place.
  auto const begun = cases_->read(kReader, [&](installation_view& s) -> result<void> {
    place_ = end_of_outbox(s);
    return {};
  });
  if (!begun) {
    return begun;
  }
  for (auto after = std::string{};;) {
    auto next = std::string{};
    auto const done = cases_->read(asked(), [&](snapshot& s) -> result<void> {
      return put_stretch(s, people_, after).map([&](std::string at) { next = std::move(at); });
    });
    if (!done) {
      return done;
    }
    if (next.empty()) {
      break;
    }
    after = std::move(next);
  }
  ready_ = true;
  return {};
}

// Whoever is not to be found any more was erased or removed.
result<void> name_index::look_again(std::vector<person_id> const& ids) {
  if (ids.empty()) {
    return {};
  }
  return cases_->read(asked(), [&](snapshot& s) -> result<void> {
    for (auto const& id : ids) {
      auto const p = find<person_record>(s, id);
      if (p) {
        put(people_, *p);
      } else if (p.error().code == errc::not_found) {
        people_.remove(id.bytes);
      } else {
        return tl::make_unexpected(p.error());
      }
    }
    return {};
  });
}

result<std::size_t> name_index::follow() {
  auto const working = std::scoped_lock{working_};
  auto seen = std::size_t{0U};
  for (auto entries = std::vector<outbox_entry>{};;) {
    auto const read = cases_->read(kReader, [&](installation_view& s) -> result<void> {
      entries = published_after(s, place_, kAtOnce);
      return {};
    });
    if (!read) {
      return tl::make_unexpected(read.error());
    }
    auto changed = std::vector<person_id>{};
    for (auto const& e : entries) {
      auto const id = parse_id_as<person_id>(e.subject);
      if (id && (e.topic == "person.changed" || e.topic == "person.erased")) {
        changed.push_back(*id);
      }
    }
    std::sort(changed.begin(), changed.end());
    changed.erase(std::unique(changed.begin(), changed.end()), changed.end());
    if (auto const looked = look_again(changed); !looked) {
      return tl::make_unexpected(looked.error());
    }
    seen += changed.size();
    if (!entries.empty()) {
      place_ = entries.back().place;
    }
    if (entries.size() < static_cast<std::size_t>(kAtOnce)) {
      return seen;
    }
  }
}

void name_index::keep_up(std::stop_token const& stop, std::chrono::milliseconds const pause) {
  auto mutex = std::mutex{};
  auto woken = std::condition_variable_any{};
  auto lock = std::unique_lock{mutex};
  do {
    // What fails, because the server is away, is done in the next turn.
    if (ready()) {
      [[maybe_unused]] auto const followed = follow();
    } else {
      [[maybe_unused]] auto const filled = fill();
    }
  } while (!woken.wait_for(lock, stop, pause, [] { return false; }) && !stop.stop_requested());
}

}  // namespace foothold
