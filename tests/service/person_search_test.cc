// Finding people through the store, on both engines: who is shown to whom, what the index follows, what lies on the
// disk.

#include "service/person_search.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "service/erasing.h"
#include "service/installations.h"
#include "store/audit.h"

namespace foothold {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

class person_search_test : public on_both_installations {
protected:
  void SetUp() override {
    on_both_installations::SetUp();
    if (IsSkipped()) {
      return;
    }
    other_office = {.id = new_id<organisation_id>(), .name = "Other", .kind = "municipality"};
    colleague = staff_of(municipality, "caseworker");
    stranger = staff_of(other_office, "caseworker");
    put([&](transaction& t) { return add(t, other_office) && add(t, colleague) && add(t, stranger); });
    index.emplace(at_work->cases(), "t");
  }

  person_record person(std::string const& name, staff_record const& by, int const year = 1987) {
    auto p = person_record{.id = new_id<person_id>(),
                           .organisation = by.organisation,
                           .caseworker = by.id,
                           .local_number = "LB-" + std::to_string(++numbers),
                           .name = name,
                           .birth = date{std::chrono::year{year} / 5 / 1},
                           .registered_on = kFirstDay};
    put([&](transaction& t) { return add(t, p).has_value(); });
    return p;
  }
  void change_person(person_record& p) {
    put([&](transaction& t) { return change(t, p).has_value(); });
  }

  [[nodiscard]] access_request search_by(staff_record const& s, reach const over = reach::organisation,
                                         purpose const why = purpose::counselling) const {
    return {.by = acting(s), .what = action::search, .of = {.sort = kind::person, .over = over}, .for_what = why};
  }
  std::vector<std::string> names(staff_record const& s, std::string const& text,
                                 reach const over = reach::organisation) {
    auto const found = search_persons(at_work->cases(), *index, search_by(s, over), {.text = text});
    EXPECT_TRUE(found) << found.error().message;
    auto out = std::vector<std::string>{};
    for (auto const& p : found ? found->people : std::vector<found_person>{}) {
      out.push_back(p.name);
    }
    return out;
  }
  errc refused(access_request const& asked, std::string const& text = "Layla") {
    auto const found = search_persons(at_work->cases(), *index, asked, {.text = text});
    EXPECT_FALSE(found);
    return found ? errc::wrong_use : found.error().code;
  }
  std::vector<audit_line> log() {
    auto lines = std::vector<audit_line>{};
    EXPECT_TRUE(store_for_tests::read(at_work->cases(), [&](snapshot& s) -> result<void> {
      lines = audit_after(s, 0, 10'000);
      return {};
    }));
    return lines;
  }

  organisation_record other_office;
  staff_record colleague, stranger;
  std::optional<name_index> index;
  int numbers{0};
};

// REQ H5
TEST_P(person_search_test, each_sees_the_people_of_their_scope_and_nobody_else) {
  person("محمد علی", worker);
  person("Mohammed Omar", colleague);
  person("Muhammad Said", stranger);
  ASSERT_TRUE(index->fill());
  EXPECT_THAT(names(worker, "Mohamed"), UnorderedElementsAre("محمد علی", "Mohammed Omar"));
  EXPECT_THAT(names(worker, "Mohamed", reach::caseload), ElementsAre("محمد علی"));
  EXPECT_THAT(names(colleague, "Mohamed", reach::caseload), ElementsAre("Mohammed Omar"));
  EXPECT_THAT(names(stranger, "محمد"), ElementsAre("Muhammad Said"));
  EXPECT_EQ(refused(search_by(worker, reach::tenant)), errc::not_found);
  EXPECT_EQ(refused(search_by(teacher)), errc::not_found);
  EXPECT_EQ(refused(search_by(officer, reach::organisation, purpose::protection)), errc::not_found);
  auto left = worker;
  left.active = false;
  put([&](transaction& t) {
    left = find<staff_record>(t, worker.id).value();
    left.active = false;
    return change(t, left).has_value();
  });
  EXPECT_EQ(refused(search_by(worker)), errc::not_found);
}

TEST_P(person_search_test, an_answer_has_what_the_list_shows_and_says_how_it_was_found) {
  auto p = person("Лейла Шевченко", worker);
  p.name_transliterated = "Leila Shevchenko";
  p.state = case_state::paused;
  change_person(p);
  ASSERT_TRUE(index->fill());
  auto const found = search_persons(at_work->cases(), *index, search_by(worker), {.text = "layla 1988"});
  ASSERT_TRUE(found);
  ASSERT_EQ(found->people.size(), 1U);
  auto const& one = found->people.front();
  EXPECT_EQ(one.id, p.id);
  EXPECT_EQ(one.name_transliterated, "Leila Shevchenko");
  EXPECT_EQ(one.birth_year, 1987);
  EXPECT_EQ(one.local_number, "LB-1");
  EXPECT_EQ(one.state, case_state::paused);
  EXPECT_EQ(one.hit.how, likeness::spelling);
  EXPECT_TRUE(one.hit.by_year && one.hit.near_year);
  EXPECT_THAT(names(worker, "LB-1"), ElementsAre(p.name));
  EXPECT_THAT(names(worker, format_id(p.id)), ElementsAre(p.name));
}

// Whoever is not in the scope leaves no gap: no short page, no further page, no place to go on from.
TEST_P(person_search_test, pages_tell_nothing_of_people_outside) {
  for (auto n = 0; n != 5; ++n) {
    person("Layla Nur", worker);
    person("Layla Nur", stranger);
  }
  ASSERT_TRUE(index->fill());
  // The index still has two where they were; the store knows that they went.
  auto moved = std::vector<person_record>{person("Layla Nur", worker), person("Layla Nur", worker)};
  ASSERT_TRUE(index->follow());
  for (auto& p : moved) {
    p.organisation = other_office.id;
    change_person(p);
  }
  auto seen = std::size_t{0U};
  auto after = std::string{};
  for (auto page = 0; page != 4; ++page) {
    auto const found =
        search_persons(at_work->cases(), *index, search_by(worker), {.text = "Layla", .limit = 2U, .after = after});
    ASSERT_TRUE(found) << found.error().message;
    seen += found->people.size();
    EXPECT_EQ(found->people.size(), found->next.empty() ? 1U : 2U) << "page " << page;
    after = found->next;
    if (after.empty()) {
      break;
    }
  }
  EXPECT_EQ(seen, 5U);
  EXPECT_EQ(after, "");
  for (auto const* const wrong : {"x", "1-", "-00000000000000000000000000000001", "1-2", "99999999999-1"}) {
    auto const found = search_persons(at_work->cases(), *index, search_by(worker), {.text = "Layla", .after = wrong});
    EXPECT_EQ(found ? errc::wrong_use : found.error().code, errc::bad_input) << wrong;
  }
}

TEST_P(person_search_test, what_is_added_changed_moved_or_removed_is_found_so_after_the_next_look) {
  ASSERT_TRUE(index->fill());
  auto p = person("Layla", worker);
  EXPECT_THAT(names(worker, "Layla"), IsEmpty()) << "the control: nobody told the index";
  EXPECT_EQ(index->follow().value_or(0U), 1U);
  EXPECT_THAT(names(worker, "Layla"), ElementsAre("Layla"));
  p.name = "Zahra";
  change_person(p);
  ASSERT_TRUE(index->follow());
  EXPECT_THAT(names(worker, "Layla"), IsEmpty());
  EXPECT_THAT(names(worker, "Zahra"), ElementsAre("Zahra"));
  p.organisation = other_office.id;
  p.caseworker = stranger.id;
  change_person(p);
  EXPECT_THAT(names(worker, "Zahra"), IsEmpty()) << "the store has the last word also before the index knows";
  ASSERT_TRUE(index->follow());
  EXPECT_THAT(names(stranger, "Zahra", reach::caseload), ElementsAre("Zahra"));
  put([&](transaction& t) { return remove(t, p).has_value(); });
  ASSERT_TRUE(index->follow());
  EXPECT_THAT(names(stranger, "Zahra"), IsEmpty());
  EXPECT_EQ(index->people().measure().people, 0U);
  EXPECT_EQ(index->follow().value_or(9U), 0U);
}

// REQ H8
TEST_P(person_search_test, the_erased_are_gone_here_at_once_and_on_other_nodes_with_the_next_look) {
  auto const p = person("Layla", worker);
  auto elsewhere = name_index{at_work->cases(), "t"};
  ASSERT_TRUE(index->fill() && elsewhere.fill());
  ASSERT_TRUE(erase_person(*at_work,
                           {.by = acting(officer),
                            .what = action::erase,
                            .of = {.subject = format_id(p.id)},
                            .for_what = purpose::protection},
                           next_key()));
  index->forget(p.id);
  EXPECT_EQ(index->people().measure().people, 0U);
  EXPECT_EQ(index->people().measure().words, 0U);
  EXPECT_EQ(elsewhere.people().measure().people, 1U) << "the control: nobody told that node yet";
  EXPECT_THAT(names(worker, "Layla"), IsEmpty());
  ASSERT_TRUE(elsewhere.follow());
  EXPECT_EQ(elsewhere.people().measure().people, 0U);
  ASSERT_TRUE(index->follow());
  auto again = name_index{at_work->cases(), "t"};
  ASSERT_TRUE(again.fill());
  EXPECT_EQ(again.people().measure().people, 0U);
}

TEST_P(person_search_test, until_everybody_was_read_a_search_is_refused_and_looks_no_other_to_who_may_not) {
  person("Layla", worker);
  EXPECT_EQ(refused(search_by(worker)), errc::out_of_time);
  EXPECT_EQ(refused(search_by(teacher)), errc::not_found);
  ASSERT_TRUE(index->fill());
  EXPECT_THAT(names(worker, "Layla"), ElementsAre("Layla"));
  EXPECT_EQ(refused(search_by(worker), "12"), errc::bad_input);
  EXPECT_EQ(refused(search_by(worker), " "), errc::bad_input);
}

// REQ H5
TEST_P(person_search_test, a_search_is_in_the_log_of_whom_it_shows_and_the_index_reads_everybody_in_one_line) {
  for (auto n = 0; n != 150; ++n) {
    person("Layla", worker);
  }
  auto const before = log().size();
  ASSERT_TRUE(index->fill());
  auto lines = log();
  ASSERT_EQ(lines.size(), before + 1U) << "not one for each of 150 people";
  EXPECT_EQ(lines.back().name, "person.list");
  EXPECT_EQ(lines.back().purpose, "indexing");
  EXPECT_EQ(lines.back().fields, "identity");
  EXPECT_EQ(names(worker, "Layla").size(), 20U);
  lines = log();
  ASSERT_EQ(lines.size(), before + 22U);
  auto subjects = std::set<std::string>{};
  for (auto l = lines.end() - 21; l != lines.end(); ++l) {
    EXPECT_EQ(l->name, "person.search");
    EXPECT_EQ(l->actor, format_id(worker.id));
    EXPECT_EQ(l->purpose, "counselling");
    subjects.insert(l->subject);
  }
  EXPECT_EQ((lines.end() - 21)->subject, "") << "the search itself";
  EXPECT_EQ(subjects.size(), 21U) << "and the twenty of the page, not the next, who was looked at too";
  EXPECT_TRUE(names(worker, "Nobody").empty());
  EXPECT_EQ(log().size(), lines.size() + 1U);
}

TEST_P(person_search_test, likely_duplicates_are_shown_in_the_scope_and_noted_once) {
  auto const there = person("محمد علی", colleague);
  person("Mohammed Ali", stranger);
  person("Mohammed Ali", worker, 1950);
  auto const fresh = person("Ali Muhammad", worker, 1988);
  ASSERT_TRUE(index->fill());
  auto const shown =
      likely_duplicates(at_work->cases(), *index, search_by(worker, reach::organisation, purpose::registration),
                        {.id = fresh.id, .name = "Ali Muhammad", .birth_year = 1988});
  ASSERT_TRUE(shown) << shown.error().message;
  ASSERT_EQ(shown->size(), 1U);
  EXPECT_EQ(shown->front().id, there.id);
  auto const asked = access_request{.by = acting(worker),
                                    .what = action::add,
                                    .of = {.subject = format_id(fresh.id)},
                                    .for_what = purpose::registration};
  EXPECT_EQ(note_duplicates(at_work->cases(), *index, asked, next_key()).value_or(9U), 1U);
  EXPECT_EQ(note_duplicates(at_work->cases(), *index, asked, next_key()).value_or(9U), 0U) << "noted already";
  auto rows = std::vector<possible_duplicate_record>{};
  EXPECT_TRUE(store_for_tests::read(at_work->cases(), [&](snapshot& s) -> result<void> {
    rows = list<possible_duplicate_record>(s).value().rows;
    return {};
  }));
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].person, fresh.id);
  EXPECT_EQ(rows[0].other, there.id);
  EXPECT_EQ(rows[0].state, duplicate_state::open);
  auto by_stranger = asked;
  by_stranger.by = acting(stranger);
  EXPECT_FALSE(note_duplicates(at_work->cases(), *index, by_stranger, next_key()));
}

TEST_P(person_search_test, a_thread_keeps_it_up) {
  person("Layla", worker);
  {
    auto const keeper =
        std::jthread{[&](std::stop_token const& stop) { index->keep_up(stop, std::chrono::milliseconds{1}); }};
    while (!index->ready()) {
      std::this_thread::yield();
    }
    EXPECT_THAT(names(worker, "Layla"), ElementsAre("Layla"));
    person("Zahra", worker);
    while (index->people().measure().people != 2U) {
      std::this_thread::yield();
    }
  }
  EXPECT_THAT(names(worker, "Zahra"), ElementsAre("Zahra"));
}

std::string bytes_under(std::filesystem::path const& folder) {
  auto out = std::string{};
  for (auto const& entry : std::filesystem::recursive_directory_iterator{folder}) {
    if (entry.is_regular_file()) {
      auto in = std::ifstream{entry.path(), std::ios::binary};
      out.append(std::istreambuf_iterator<char>{in}, {});
    }
  }
  return out;
}

// Neither names nor what they are folded to: not in the database, its log, the keys, or any other file.
TEST_P(person_search_test, no_name_and_no_sound_of_it_is_at_rest) {
  auto p = person("Qwertzuba Ypsilonova", worker);
  p.name_transliterated = "Kwertsuba Ipsilonowa";
  change_person(p);
  ASSERT_TRUE(index->fill());
  ASSERT_FALSE(names(worker, "Qwertzuba").empty());
  person("Kwertzuba Ypsilonowa", worker);
  ASSERT_TRUE(index->follow());
  ASSERT_TRUE(note_duplicates(at_work->cases(), *index,
                              {.by = acting(worker),
                               .what = action::add,
                               .of = {.subject = format_id(p.id)},
                               .for_what = purpose::registration},
                              next_key()));
  auto const clear = person("Someone", worker);
  auto bytes = disk.all_bytes() + bytes_under(folder.path());
  if (!options.postgresql.empty()) {
    EXPECT_TRUE(store_for_tests::read(at_work->cases(), [&](snapshot& s) -> result<void> {
      for (auto const* const table : {"persons", "audit", "outbox", "idempotency_keys", "possible_duplicates"}) {
        auto const all = statement{
            "all", std::string{"select string_agg(cast(t as text), ' ') from "} + table + " t", {}, {cell_kind::text}};
        bytes += std::get<std::string>(by_statement::rows(s, all, {}).front().front());
      }
      return {};
    }));
  }
  EXPECT_NE(bytes.find(clear.local_number), std::string::npos) << "the control: what is clear is found";
  for (auto const& name : {p.name, *p.name_transliterated}) {
    for (auto const& word : words_of_name(name)) {
      EXPECT_EQ(bytes.find(std::string{word.sounds()}), std::string::npos) << word.sounds();
    }
  }
  for (auto const* const part : {"Qwertzuba", "Ypsilonova", "Kwertsuba", "Ipsilonowa", "qwertzuba", "QWERTZUBA"}) {
    EXPECT_EQ(bytes.find(part), std::string::npos) << part;
  }
}

FOOTHOLD_BOTH_ENGINES(person_search_test);

}  // namespace
}  // namespace foothold
