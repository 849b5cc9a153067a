#pragma once
// People with files of realistic size, for benches of whole installations.

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "service/installation.h"
#include "store/all_records.h"
#include "store/repository.h"
#include "store_support/open_doors.h"

namespace foothold::bench {

inline constexpr auto kPeopleAtOnce = 200;

[[noreturn]] inline void stop(std::string const& why) {
  fmt::print(stderr, "{}\n", why);
  std::exit(1);
}

template <typename T>
T must(result<T> r) {
  if (!r) {
    stop(r.error().message);
  }
  if constexpr (!std::is_void_v<T>) {
    return std::move(*r);
  }
}

inline double seconds_since(std::chrono::steady_clock::time_point const begin) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

template <typename Record>
void put(transaction& t, Record r) {
  r.id = new_id<decltype(r.id)>();
  must(add(t, r).map([] { return true; }));
}

// About twenty rows: what an office knows of somebody after two years.
inline person_id put_file(transaction& t, organisation_id const& office, staff_id const& worker, int const i) {
  auto const born = date{std::chrono::year{1960} / 1 / 1} + days{i % 15'000};
  auto const seen = date{std::chrono::year{2026} / 1 / 1};
  auto p = person_record{.id = new_id<person_id>(),
                         .organisation = office,
                         .caseworker = worker,
                         .local_number = fmt::format("{:07}", i),
                         .name = "ليلى أحمد",
                         .name_transliterated = "Leyla Ahmad",
                         .birth = born,
                         .registered_on = seen};
  must(add(t, p).map([] { return true; }));
  put(t, contact_record{.person = p.id, .channel = "phone", .address = "+49 170 0000000", .safe = "yes"});
  put(t, communication_record{.person = p.id, .language = "ar"});
  put(t, status_period_record{.person = p.id, .status = "protection", .from = seen});
  put(t, paper_record{.person = p.id, .kind = "permit", .number = "X0000000", .state = "valid", .until = seen});
  for (auto skill = 0; skill != 4; ++skill) {
    put(t,
        language_record{.person = p.id, .language = "de", .skill = static_cast<language_skill>(skill), .level = "a2"});
  }
  for (auto s = 0; s != 6; ++s) {
    put(t,
        skill_record{.person = p.id, .skill = fmt::format("http://data.europa.eu/esco/skill/{:08}", s), .level = "2"});
  }
  put(t, education_record{.person = p.id, .level = "secondary", .field = "0715"});
  put(t, experience_record{.person = p.id, .occupation = "http://data.europa.eu/esco/occupation/1", .months = 30});
  put(t, portrait_record{.person = p.id, .number = 1, .content = std::string(4'000U, 'p')});
  put(t, plan_record{.person = p.id, .number = 1, .content = std::string(6'000U, 'q')});
  put(t, note_record{.person = p.id, .words = std::string(400U, 'n')});
  return p.id;
}

struct filled_office {
  organisation_record organisation;
  staff_record worker;
  person_id first{};  // of the people
};

inline filled_office fill(installation& office, int const people) {
  auto out = filled_office{};
  auto& o = out.organisation;
  auto& w = out.worker;
  o = {.id = new_id<organisation_id>(), .name = "Office", .kind = "municipality"};
  w = {.id = new_id<staff_id>(), .organisation = o.id, .name = "S", .role = "caseworker", .active = true};
  for (auto first = 0; first < people; first += kPeopleAtOnce) {
    must(store_for_tests::write(office.cases(), {.actor = "bench", .name = "person.add"},
                                {.key = fmt::format("people-{}", first), .request = "r"},
                                [&](transaction& t) -> result<std::string> {
                                  if (first == 0) {
                                    must(add(t, o).map([] { return true; }));
                                    must(add(t, w).map([] { return true; }));
                                  }
                                  for (auto i = first; i < std::min(first + kPeopleAtOnce, people); ++i) {
                                    auto const id = put_file(t, o.id, w.id, i);
                                    out.first = i == 0 ? id : out.first;
                                  }
                                  return "";
                                }));
  }
  return out;
}

}  // namespace foothold::bench
