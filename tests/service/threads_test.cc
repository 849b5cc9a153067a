#include "service/threads.h"

#include <algorithm>
#include <string_view>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "service/installations.h"

namespace foothold {
namespace {

// > from the person, < from the office, m from a mentor to the person, o from the mentor to the office; each an hour
// later, a number is days that pass.
message_thread thread_like(std::string_view const drawn) {
  auto const person = new_id<person_id>();
  auto messages = std::vector<message_record>{};
  auto at = instant{std::chrono::sys_days{std::chrono::year{2026} / 3 / 2}};
  for (auto const c : drawn) {
    if (c >= '0' && c <= '9') {
      at += days{c - '0'};
      continue;
    }
    at += std::chrono::hours{1};
    auto const to_person = c == '<' || c == 'm';
    messages.push_back({.id = new_id<decltype(message_record::id)>(),
                        .person = person,
                        .writer = c == '>'   ? format_id(person)
                                  : c == '<' ? "office"
                                             : "mentor",
                        .reader = to_person ? format_id(person) : "office",
                        .sent_at = at});
  }
  std::reverse(messages.begin(), messages.end());
  return thread_of(std::move(messages), {{.companion = "mentor", .kind = companion_kind::mentor}});
}

TEST(threads, who_wrote_waits_until_the_office_answers) {
  EXPECT_FALSE(thread_like("").waits_since);
  EXPECT_FALSE(thread_like("<").waits_since);
  EXPECT_TRUE(thread_like(">").waits_since);
  EXPECT_FALSE(thread_like("><").waits_since);
  EXPECT_EQ(thread_like("><>2>").waits_since, thread_like("><>").messages.back().sent_at) << "since the first";
  EXPECT_TRUE(thread_like(">m").waits_since) << "a mentor does not answer for the office";
  EXPECT_FALSE(thread_like("o").waits_since);
}

// REQ E6
TEST(threads, how_soon_is_told_from_three_answers_on_and_by_the_middle_one) {
  EXPECT_FALSE(thread_like(">1<>1<").office);
  auto const three = thread_like(">1<>9<>3<");
  ASSERT_TRUE(three.office);
  EXPECT_EQ(three.office->answers, 3U);
  EXPECT_EQ(three.office->half_within, days{4}) << "three days and an hour are within four days";
  auto const many = thread_like(">9<><><><><><><><><><");
  ASSERT_TRUE(many.office);
  EXPECT_EQ(many.office->answers, kLastAnswers);
  EXPECT_EQ(many.office->half_within, days{1});
  EXPECT_FALSE(thread_like("<<<<<<").office) << "nobody asked";
}

class threads_test : public on_both_installations {};

TEST_P(threads_test, a_message_goes_to_who_leads_the_case_and_is_refused_where_it_says_nothing) {
  auto p = add_person("Amina");
  auto const self = caller{.by = acting(p), .why = purpose::own_file};
  auto const id = format_id(p.id);
  auto const send = [&](message_draft const& d) { return send_message(at_work->cases(), self, id, next_key(), d); };
  auto const sent = send({.words = "Hello", .language = "en"});
  ASSERT_TRUE(sent) << sent.error().message;
  auto const m = found<message_record>(*parse_id_as<decltype(message_record::id)>(sent->id));
  ASSERT_TRUE(m);
  EXPECT_EQ(m->writer, id);
  EXPECT_EQ(m->reader, format_id(worker.id));
  EXPECT_EQ(m->language, "en");
  EXPECT_FALSE(m->phrase);
  p.caseworker.reset();
  put([&](transaction& t) { return change(t, p).has_value(); });
  auto const again = send({.words = "Anybody?"});
  ASSERT_TRUE(again);
  EXPECT_EQ(found<message_record>(*parse_id_as<decltype(message_record::id)>(again->id))->reader,
            format_id(municipality.id));
  EXPECT_EQ(send({}).error().code, errc::bad_input);
  EXPECT_EQ(send({.words = std::string(kLongestMessage + 1U, 'x')}).error().code, errc::bad_input);
  EXPECT_EQ(send({.words = "x", .phrase = "be_quiet"}).error().code, errc::bad_input);
}

FOOTHOLD_BOTH_ENGINES(threads_test);

}  // namespace
}  // namespace foothold
