#include "pages/message_lines.h"

#include <utility>

#include <fmt/format.h>

#include "service/phrases.h"
#include "service/staff.h"

namespace foothold::pages {
namespace {

bool is_own_page(desk_visit const& v) {
  return v.who.who.as == role::newcomer;
}

std::string writer_in_words(desk_visit const& v, shown_thread const& t, message_record const& m) {
  if (m.writer == v.who.who.id) {
    return v.c("mine.log.you");
  }
  if (m.writer == format_id(m.person)) {
    return t.person;
  }
  auto const found = t.roles.find(m.writer);
  if (found == t.roles.end()) {
    return v.c("messages.somebody");
  }
  return v.c("mine.log.staff", {phrase("role", known_word(v.c, "role", found->second.role)),
                                {"organisation", found->second.organisation_name}});
}

void mark(desk_visit const& v, message_record const& m, line_view& line) {
  auto const to_reader = is_to_person(m) == is_own_page(v);
  if (m.read_at) {
    line.mark = to_reader ? std::string{} : v.c("messages.read_on", {{"day", day_in_words(v, *m.read_at)}});
  } else {
    line.mark = to_reader ? v.c("messages.new") : v.c("messages.unread");
    line.urgent = to_reader;
  }
}

std::string language_in_words(desk_visit const& v, std::string const& tag) {
  auto const* const c = v.of.words.find(tag);
  return c == nullptr ? tag : (*c)("language.name");
}

}  // namespace

result<shown_thread> thread_shown(desk_visit const& v, case_file const& f) {
  auto t = shown_thread{.thread = thread_of(f.messages, f.companions),
                        .roles = {},
                        .person = f.person ? f.person->name : v.c("case.unnamed")};
  auto writers = std::vector<std::string>{};
  for (auto const& m : t.thread.messages) {
    writers.push_back(m.writer);
  }
  if (writers.empty()) {
    return t;
  }
  return roles_of(v.cases(), writers).map([&](std::map<std::string, staff_role>&& roles) {
    t.roles = std::move(roles);
    return std::move(t);
  });
}

line_view message_line(desk_visit const& v, shown_thread const& t, message_record const& m) {
  auto line = line_view{.what = m.words, .detail = {}, .to = std::nullopt};
  line.detail = fmt::format("{} · {}", writer_in_words(v, t, m), when_in_words(v, m.sent_at));
  if (m.phrase && is_phrase(*m.phrase)) {
    line.what = v.c.say(phrase_key(*m.phrase));
    if (m.language && *m.language != v.c.language()) {
      line.facts.emplace_back(language_in_words(v, *m.language), m.words);
    }
  }
  mark(v, m, line);
  return line;
}

}  // namespace foothold::pages
