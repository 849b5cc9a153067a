#pragma once
// A tiny town behind the pages: Amina learns German while her child is cared for, Bo has no way, Cem can start now.

#include <memory>
#include <string>

#include "http/router.h"
#include "pages/site.h"
#include "service/office.h"
#include "service/planning.h"
#include "service/texts.h"
#include "world.h"

namespace foothold::town {

inline constexpr auto kTown = R"(
[territory]
as_of  2026-03-02
languages  de|en|ar
[children]
id   household  birth       covered
kid  home       2023-01-15  -
[offers]
id      kind       title_en        title_de        title_ar    needs           gives           own_eur  care_from_months  care_to_months  duration_days
a2      course     German A2       Deutsch A2      ألماني A2   language:de:a1  language:de:a2  -        -                 -               -
paper   procedure  Certificate     Zeugnis         شهادة       -               document:id     20       -                 -               30
care    childcare  Kindergarten    Kita            روضة        -               -               -        12                72              -
[sessions]
id      offer  start       end         week                 places  places_left
a2-1    a2     2026-04-06  2026-07-31  Mon-Thu 08:30-12:00  10      3
care-1  care   2026-03-16  2027-03-31  Mon-Fri 07:00-17:00  10      3
[occupations]
uri        kind        title_en  title_de  title_ar  isco  needs                       week                 location  quality
esco:cook  employment  Cook      Koch      طبّاخ     5120  language:de:a2|document:id  Mon-Fri 09:00-14:00  town      good
esco:care  employment  Carer     Pflege    رعاية     5321  language:de:c1              Mon-Fri 09:00-14:00  town      good
esco:job   employment  Helper    Hilfe     مساعد     9412  -                           Mon-Fri 09:00-14:00  town      basic
[people]
id     name   birth       facts                       cares_for  goals      available            max_weekly_hours
p-001  Amina  1992-05-05  language:de:a1              kid        esco:cook  Mon-Fri 07:30-16:00  40
p-002  Bo     1990-01-01  language:de:a1              -          esco:care  Mon-Fri 07:30-16:00  40
p-003  Cem    1990-01-01  language:de:a2|document:id  -          field:94   Mon-Fri 07:30-16:00  40
)";

struct site {
  std::shared_ptr<territory const> place{std::make_shared<territory const>(world(kTown))};
  texts words{*load_texts()};
  office where{place, make_planning(*place)};
  http::router routes{make_routes(where, words)};

  site() { where.work_out({}); }

  http::response get(std::string const& path, http::fields const& query = {},
                     std::vector<std::string> const& languages = {}) const {
    auto r = http::request{};
    r.path = path;
    r.query = query;
    r.languages = languages;
    return routes.dispatch(r);
  }
};

}  // namespace foothold::town
