#pragma once
// A pack on disk: a course of twenty places that is full, the same course later with room, a second step, and people
// who speak three languages.

#include <filesystem>
#include <string>

#include <gtest/gtest.h>

#include "sys/file.h"
#include "temp_folder.h"
#include "world.h"

namespace foothold {

struct rolling_town {
  temp_folder folder{};
  std::string pack{(folder.path() / "pack").string()};
  std::string run{(folder.path() / "run-2026-03-02.json").string()};

  explicit rolling_town(int const people = 24) {
    auto text = std::string{R"(
[territory]
as_of  2026-03-02
languages  de|en|ar
[policy]
outside_option_weeks  100
need_weight_max  40
[organisations]
id      kind          name_en      name_de  phone
org     provider      School       Schule   +49 1
office  municipality  Town office  Rathaus  +49 5555 700-0
[offers]
id      kind    organisation  title_en       title_de      title_ar      needs     gives
course  course  org           Metal course   Metallkurs    دورة معادن    -         module:x
second  course  org           Second course  Zweiter Kurs  الدورة الثانية  module:x  module:y
[sessions]
id       offer   start       end         week                 places  places_left
early    course  2026-03-03  2026-03-27  Mon-Thu 08:30-12:00  20      20
later    course  2026-03-10  2026-04-03  Mon-Thu 08:30-12:00  30      30
then-1   second  2026-04-13  2026-05-15  Mon-Thu 08:30-12:00  40      40
then-2   second  2026-06-15  2026-07-17  Mon-Thu 08:30-12:00  40      40
[occupations]
uri        kind        title_en  title_de  title_ar  isco  needs     week                 quality
esco:cook  employment  Cook      Koch      طبّاخ     5120  module:x  Mon-Fri 09:00-14:00  good
[people]
id     name  birth       need  facts  goals
)"};
    for (auto n = 1; n <= people; ++n) {
      auto const number = std::to_string(100 + n);
      auto const* const language = n % 3 == 0 ? "de" : n % 3 == 1 ? "en" : "ar";
      text += "p-" + number + "  Zebulon" + number + "  1990-01-01  " + std::to_string(n) + "  language:" + language +
              ":c2  esco:cook\n";
    }
    for (auto const& file : world_files(text)) {
      auto const path = std::filesystem::path{pack} / file.name;
      std::filesystem::create_directories(path.parent_path());
      EXPECT_TRUE(write_file(path, file.bytes));
    }
  }

  std::string write(std::string const& name, std::string const& text) const {
    auto const file = folder.path() / name;
    EXPECT_TRUE(write_file(file, text));
    return file.string();
  }
};

}  // namespace foothold
