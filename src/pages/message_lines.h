#pragma once
// Messages as lines of a page. Who wrote is told as the log tells it: role and organisation of staff, no names.

#include <map>
#include <string>

#include "base/result.h"
#include "pages/desk_visit.h"
#include "service/case_file.h"
#include "service/threads.h"
#include "store/staff_roles.h"

namespace foothold::pages {

struct shown_thread {
  message_thread thread{};
  std::map<std::string, staff_role> roles{};  // of those who wrote, by id
  std::string person{};                       // who is written with, in words
};
// As far as the file shows messages.
[[nodiscard]] result<shown_thread> thread_shown(desk_visit const& v, case_file const& f);

// A ready sentence stands in the reader's language, and below it as it was sent.
[[nodiscard]] line_view message_line(desk_visit const& v, shown_thread const& t, message_record const& m);

}  // namespace foothold::pages
