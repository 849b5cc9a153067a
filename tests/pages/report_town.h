#pragma once
// Thirty people want one course with twenty places; three of them also want a second one with a single place. No two
// have the same weight, so that there is one best sharing. Who they are is known to the town only: names and ids that
// occur nowhere else.

#include <string>
#include <vector>

#include "model/allocation.h"
#include "service/words.h"
#include "world.h"

namespace foothold::report_town {

inline std::string text() {
  auto out = std::string{R"(
[territory]
as_of  2026-03-02
languages  de|en|ar
[policy]
outside_option_weeks  100
need_weight_max  30
waiting_weight_per_half_year  1
waiting_weight_max  2
weeks_per_100_eur_public  0.03
[organisations]
id      kind          name_en      name_de    name_ar  phone
org     provider      School       Schule     مدرسة    +49 1
office  municipality  Town office  Rathaus    البلدية  +49 5555 700-0
[children]
id   household  birth       covered
)"};
  for (auto n = 0; n != 10; ++n) {
    out += "kid-" + std::to_string(n) + "  home  2021-01-15  Mon-Sun 00:00-24:00\n";
  }
  out += R"([offers]
id      kind    organisation  title_en       title_de      title_ar      needs  gives      public_eur
course  course  org           German & more  Deutsch mehr  دورة ألمانية  -      module:x   900
rare    course  org           Rare course    Seltener Kurs  دورة نادرة   -      module:y   100
[sessions]
id      offer   start       end         week                 places  places_left
soon-1  course  2026-04-06  2026-05-29  Mon-Thu 08:30-12:00  10      10
late-1  course  2026-09-07  2026-10-30  Mon-Thu 17:00-20:30  10      10
next-1  course  2027-02-01  2027-03-26  Fri 14:00-17:00      10      0
rare-1  rare    2026-04-06  2026-05-29  Sat 08:30-12:00      1       1
[occupations]
uri        kind        title_en  title_de  title_ar  isco  needs              week                 quality
esco:cook  employment  Cook      Koch      طبّاخ     5120  module:x           Mon-Fri 09:00-14:00  good
esco:rare  employment  Carver    Schnitzer  نحّات    7317  module:x|module:y  Mon-Fri 09:00-14:00  good
[people]
id     name   sex  birth       status  need  facts  cares_for  goals
)";
  for (auto n = 0; n != 30; ++n) {
    auto const number = std::to_string(100 + n);
    auto const* const birth = n % 10 == 0   ? "2004-01-01"
                              : n % 10 == 1 ? "1966-01-01"
                              : n % 2 == 0  ? "1994-01-01"
                                            : "1984-01-01";
    out += "px-" + number + "  Zebulon" + number + "  " + (n < 16 ? "female" : "male") + "  " + birth + "  " +
           (n % 6 == 0 ? "tolerated" : "refugee") + "  " + std::to_string(1 + n) + "  " +
           (n % 3 == 0 ? "language:ar:c2" : "language:fr:c2") + "  " + (n < 10 ? "kid-" + std::to_string(n) : "-") +
           "  " + (n % 10 == 5 ? "esco:rare" : "esco:cook") + "\n";
  }
  return out;
}

// Everybody shares the places.
allocation_run share(territory const& place);

struct town {
  territory place{world(text())};
  territory_index index{place};
  allocation_run run;

  town() {
    run = share(place);
    run.engine = "test";
    // Duals of so small a town are not unique.
    run.prices = {{.session = "late-1", .price = 350'000},
                  {.session = "rare-1", .price = 210'000},
                  {.session = "soon-1", .price = 490'000}};
  }

  [[nodiscard]] allocated_person const& row(std::string_view const id) const {
    for (auto const& r : run.each) {
      if (r.person == id) {
        return r;
      }
    }
    throw std::out_of_range{std::string{id}};
  }
};

}  // namespace foothold::report_town
