// Plans for people of the record, and the same plans computed again years later.

#include "service/case_planning.h"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "interop/plan_json.h"
#include "planned_town.h"
#include "service/explaining.h"
#include "service/installations.h"
#include "service/plan_trace.h"
#include "service/replaying.h"
#include "service/texts.h"
#include "service/words.h"
#include "store/versions.h"
#include "sys/hash.h"

namespace foothold {
namespace {

using nlohmann::json;
using testing::HasSubstr;

class case_planning_test : public on_both_installations {
protected:
  void SetUp() override {
    on_both_installations::SetUp();
    if (IsSkipped()) {
      return;
    }
    auto kept = keep_snapshot(options.folder, write_pack(folder.path() / "town", kPlannedTown));
    ASSERT_TRUE(kept) << kept.error().message;
    ground = std::move(*kept);
    amina = file_of(full_rows());
  }

  // Somebody whose file has these rows.
  person_record file_of(case_rows rows) {
    auto& p = rows.person;
    p.organisation = municipality.id;
    p.caseworker = worker.id;
    p.local_number = format_id(p.id);
    p.registered_on = kFirstDay;
    auto const add_all = [&](transaction& t, auto& list) {
      for (auto& r : list) {
        r.id = new_id<decltype(r.id)>();
        r.person = p.id;
        EXPECT_TRUE(add(t, r));
      }
    };
    put([&](transaction& t) {
      auto const there = add(t, *rows.household) && add(t, p);
      add_all(t, rows.status_periods);
      add_all(t, rows.mobilities);
      add_all(t, rows.languages);
      add_all(t, rows.certificates);
      add_all(t, rows.wishes);
      return there;
    });
    return p;
  }

  result<computed_plan> compute(std::string const& goal = {}, std::optional<date> const as_of = std::nullopt) {
    return compute_plan(at_work->cases(), &*ground, {.by = acting(worker), .why = purpose::planning},
                        {.person = format_id(amina.id), .goal = goal, .as_of = as_of}, next_key(), clock);
  }

  template <typename Record>
  std::vector<Record> rows_of(person_record const& p) {
    auto out = std::vector<Record>{};
    EXPECT_TRUE(store_for_tests::read(at_work->cases(), [&](snapshot& s) {
      return list_by<Record>(s, "person", p.id).map([&](auto part) { out = std::move(part.rows); });
    }));
    return out;
  }
  decision_case only_case() {
    auto c = decision_case{};
    c.decision = rows_of<decision_record>(amina).front();
    c.portrait = rows_of<portrait_record>(amina).front();
    c.made = rows_of<plan_record>(amina).front();
    return c;
  }
  [[nodiscard]] snapshot_source from_disk() const {
    return [this](std::string_view const hash) { return open_snapshot(options.folder, hash); };
  }

  std::optional<planning_ground> ground;
  person_record amina;
};

// REQ J2
TEST_P(case_planning_test, portrait_plan_and_decision_are_written_together) {
  auto const done = compute();
  ASSERT_TRUE(done) << done.error().message;
  ASSERT_TRUE(done->lacking.empty()) << done->lacking.front().found;
  auto const c = only_case();
  EXPECT_EQ(format_id(c.made->id), done->row.id);
  EXPECT_EQ(c.made->portrait, c.portrait->id);
  EXPECT_EQ(c.decision.function, "plan");
  EXPECT_EQ(c.decision.outcome, "positive");
  EXPECT_EQ(c.decision.decided_by, std::nullopt);
  EXPECT_EQ(c.decision.snapshot_hash, ground->snapshot);
  EXPECT_EQ(c.decision.result_hash, hash_hex(c.made->content));
  EXPECT_EQ(c.made->territory_hash, ground->place->hash);
  auto const p = read_plan("plan", c.made->content);
  ASSERT_TRUE(p.value);
  EXPECT_EQ(p.value->reached, "esco:cook");
  EXPECT_EQ(p.value->as_of, kFirstDay);
}

TEST_P(case_planning_test, the_same_file_needs_no_new_portrait_and_another_does) {
  ASSERT_TRUE(compute());
  ASSERT_TRUE(compute("esco:job"));
  EXPECT_EQ(rows_of<portrait_record>(amina).size(), 1U);
  EXPECT_EQ(rows_of<plan_record>(amina).size(), 2U);
  put([&](transaction& t) {
    auto c = certificate_record{
        .id = new_id<decltype(certificate_record::id)>(), .person = amina.id, .fact = "document:id", .name = "n"};
    return add(t, c).has_value();
  });
  ASSERT_TRUE(compute());
  EXPECT_EQ(rows_of<portrait_record>(amina).size(), 2U);
  EXPECT_EQ(rows_of<decision_record>(amina).size(), 3U);
}

TEST_P(case_planning_test, what_the_file_lacks_is_told_and_nothing_is_written) {
  auto rows = full_rows();
  rows.status_periods.clear();
  rows.person.birth.reset();
  amina = file_of(std::move(rows));
  auto const done = compute();
  ASSERT_TRUE(done) << done.error().message;
  ASSERT_EQ(done->lacking.size(), 2U);
  EXPECT_EQ(done->lacking.front().found, "persons, birth: not_answered");
  EXPECT_TRUE(rows_of<portrait_record>(amina).empty());
  EXPECT_TRUE(rows_of<decision_record>(amina).empty());
}

TEST_P(case_planning_test, a_goal_that_nobody_knows_and_a_far_day_are_refused) {
  EXPECT_EQ(compute("esco:pilot")->lacking.front().pointer, "/goal");
  EXPECT_EQ(compute({}, kFirstDay + days{400})->lacking.front().pointer, "/as_of");
  EXPECT_TRUE(rows_of<plan_record>(amina).empty());
}

TEST_P(case_planning_test, only_who_leads_the_case_plans_and_for_planning_only) {
  auto const order = plan_order{.person = format_id(amina.id), .goal = {}};
  auto const ask = [&](actor const& by, purpose const why) {
    return compute_plan(at_work->cases(), &*ground, {.by = by, .why = why}, order, next_key(), clock);
  };
  EXPECT_EQ(ask(acting(worker), purpose::counselling).error().code, errc::not_found);  // would show health
  EXPECT_EQ(ask(acting(teacher), purpose::planning).error().code, errc::not_found);
  EXPECT_EQ(ask(acting(amina), purpose::planning).error().code, errc::not_found);
  EXPECT_TRUE(ask(acting(worker), purpose::planning));
}

TEST_P(case_planning_test, the_same_key_is_the_same_plan) {
  auto const request = next_key();
  auto const ask = [&] {
    return compute_plan(at_work->cases(), &*ground, {.by = acting(worker), .why = purpose::planning},
                        {.person = format_id(amina.id), .goal = {}}, request, clock);
  };
  auto const first = ask();
  auto const again = ask();
  ASSERT_TRUE(first && again);
  EXPECT_EQ(first->row.id, again->row.id);
  EXPECT_TRUE(again->row.repeated);
  EXPECT_EQ(rows_of<plan_record>(amina).size(), 1U);
}

// Somebody changes the file between the reading and the writing: what was found is not written.
TEST_P(case_planning_test, a_file_that_changes_meanwhile_is_planned_for_again) {
  auto changes = 0;
  auto const whole = ground->plans.make;
  ground->plans.make = [&](plan_question const& q, effort const e) {
    if (changes++ == 0) {
      put([&](transaction& t) {
        auto c = certificate_record{
            .id = new_id<decltype(certificate_record::id)>(), .person = amina.id, .fact = "document:id", .name = "n"};
        return add(t, c).has_value();
      });
    }
    return whole(q, e);
  };
  ASSERT_TRUE(compute());
  EXPECT_EQ(changes, 2);
  ASSERT_EQ(rows_of<portrait_record>(amina).size(), 1U);
  EXPECT_THAT(rows_of<portrait_record>(amina).front().content, HasSubstr("document:id"));
}

// REQ J2
TEST_P(case_planning_test, every_decision_is_computed_again_to_the_same_bytes) {
  ASSERT_TRUE(compute());
  ASSERT_TRUE(compute("esco:job"));
  ASSERT_TRUE(compute("esco:far"));  // no way
  clock.advance(std::chrono::hours{24 * 200});
  reopen();
  auto told = std::size_t{0U};
  auto const all = replay_decisions(*at_work, "", [&](std::size_t const n) { told = n; });
  ASSERT_TRUE(all) << all.error().message;
  ASSERT_EQ(all->size(), 3U);
  EXPECT_EQ(told, 3U);
  for (auto const& r : *all) {
    EXPECT_EQ(r.end, replay_end::same) << r.detail;
  }
  auto const one = replay_decisions(*at_work, all->front().decision, [](std::size_t) {});
  ASSERT_TRUE(one);
  EXPECT_EQ(one->size(), 1U);
  EXPECT_EQ(replay_decisions(*at_work, format_id(random_id()), [](std::size_t) {}).error().code, errc::not_found);
}

// REQ J2
TEST_P(case_planning_test, what_is_not_as_it_was_is_caught) {
  ASSERT_TRUE(compute());
  auto const whole = only_case();
  ASSERT_EQ(replay(whole, from_disk()).end, replay_end::same);

  // The portrait, and a portrait with everything about it made to fit.
  auto c = whole;
  auto const at = c.portrait->content.find("licence:kitchen");
  ASSERT_NE(at, std::string::npos);
  c.portrait->content.replace(at, 15U, "language:de:b1");
  EXPECT_EQ(replay(c, from_disk()).end, replay_end::altered);
  auto head = read_trace_head(c.decision.trace).value();
  auto const old_hash = head.portrait_hash;
  head.portrait_hash = hash_hex(c.portrait->content);
  c.decision.trace.replace(c.decision.trace.find(old_hash), old_hash.size(), head.portrait_hash);
  EXPECT_EQ(replay(c, from_disk()).end, replay_end::altered);
  c.decision.inputs_hash = inputs_hash_of(head);
  EXPECT_EQ(replay(c, from_disk()).end, replay_end::differs);
  c.decision.engine = "foothold-plan/0";
  EXPECT_EQ(replay(c, from_disk()).end, replay_end::other_engine);

  // The plan, and a reason in the trace.
  c = whole;
  c.made->content += " ";
  EXPECT_EQ(replay(c, from_disk()).end, replay_end::altered);
  c = whole;
  c.decision.trace.replace(c.decision.trace.find("2026-04-06"), 10U, "2026-04-07");
  EXPECT_EQ(replay(c, from_disk()).end, replay_end::differs);
  c = whole;
  c.portrait.reset();
  EXPECT_EQ(replay(c, from_disk()).end, replay_end::altered);

  // The snapshot: one byte, another territory in its place, none.
  auto const file = snapshot_file(options.folder, ground->snapshot);
  auto bytes = read_file(file).value();
  bytes[bytes.size() / 2U] = static_cast<char>(bytes[bytes.size() / 2U] ^ 1);
  ASSERT_TRUE(write_file(file, bytes));
  EXPECT_EQ(replay(whole, from_disk()).end, replay_end::bad_snapshot);
  auto town = std::string{kPlannedTown};
  town.replace(town.find("2026-07-31"), 10U, "2026-08-31");
  auto const other = keep_snapshot(options.folder, write_pack(folder.path() / "other", town));
  ASSERT_TRUE(other);
  EXPECT_EQ(replay(whole, [&](std::string_view) { return *other; }).end, replay_end::differs);
  ASSERT_TRUE(std::filesystem::remove(file));
  EXPECT_EQ(replay(whole, from_disk()).end, replay_end::no_snapshot);
}

// REQ J8
TEST_P(case_planning_test, the_trace_names_each_reason_and_the_data_that_were_used) {
  ASSERT_TRUE(compute());
  auto const c = only_case();
  auto q = question_of_portrait(c.portrait->content, *ground->place, kFirstDay).value();
  q.goal = ground->plans.find_goal("esco:cook").value();
  auto const again = json::parse(write_plan(ground->plans.make(q, effort::explained)));
  auto const trace = json::parse(c.decision.trace);
  ASSERT_EQ(trace["found"]["steps"].size(), again["steps"].size());
  for (auto i = std::size_t{0U}; i != again["steps"].size(); ++i) {
    EXPECT_EQ(trace["found"]["steps"][i]["reasons"], again["steps"][i]["reasons"]) << i;
  }
  EXPECT_EQ(trace["found"]["tight"], again["tight"]);
  auto used = std::vector<std::string>{};
  for (auto const& u : trace["used"]) {
    used.push_back(u["member"].get<std::string>() + " " + u["which"].get<std::string>());
  }
  EXPECT_THAT(
      used, testing::IsSupersetOf({"available ", "zone ", "status ", "facts language:de:a2", "facts licence:kitchen"}));
  // Nobody asked for these.
  EXPECT_THAT(used, testing::Not(testing::Contains("sex ")));
  EXPECT_THAT(used, testing::Not(testing::Contains("birth ")));
}

// REQ J8
TEST_P(case_planning_test, the_explanation_says_each_computed_reason_in_words_and_no_other) {
  auto const words = load_texts();
  ASSERT_TRUE(words);
  for (auto const* const goal : {"esco:cook", "esco:far"}) {
    ASSERT_TRUE(compute(goal));
    auto const made = rows_of<decision_record>(amina);
    auto const d =
        *std::ranges::find_if(made, [&](auto const& one) { return read_trace_head(one.trace)->goal == goal; });
    auto q = question_of_portrait(rows_of<portrait_record>(amina).front().content, *ground->place, kFirstDay).value();
    q.goal = ground->plans.find_goal(goal).value();
    auto const again = ground->plans.make(q, effort::explained);
    auto const index = territory_index{*ground->place};
    for (auto const& c : words->languages) {
      auto const say = speaker{*ground->place, index, *c};
      auto const e = explain_plan(d.trace, *ground->place, *c);
      ASSERT_TRUE(e) << e.error().message;
      auto const same = [&](std::vector<explained_reason> const& told, std::vector<reason> const& computed) {
        ASSERT_EQ(told.size(), computed.size());
        for (auto i = std::size_t{0U}; i != told.size(); ++i) {
          EXPECT_EQ(told[i].key, computed[i].key);
          EXPECT_EQ(told[i].text, say.reason(computed[i], kFirstDay));
        }
      };
      ASSERT_EQ(e->steps.size(), again.steps.size());
      for (auto i = std::size_t{0U}; i != again.steps.size(); ++i) {
        EXPECT_EQ(e->steps[i].start, again.steps[i].start);
        same(e->steps[i].reasons, again.steps[i].reasons);
      }
      same(e->missing, again.missing);
      ASSERT_EQ(e->tight.size(), again.tight.size());
      EXPECT_EQ(e->used, data_used(again, q, *ground->place));
    }
  }
  EXPECT_FALSE(explain_plan("{}", *ground->place, words->english()));
}

// REQ B6
TEST_P(case_planning_test, a_plan_of_last_year_has_the_portrait_of_its_day) {
  ASSERT_TRUE(compute());
  auto const old = only_case();
  clock.advance(std::chrono::hours{24 * 365});
  put([&](transaction& t) {
    auto c = certificate_record{
        .id = new_id<decltype(certificate_record::id)>(), .person = amina.id, .fact = "document:id", .name = "n"};
    return add(t, c).has_value();
  });
  ASSERT_TRUE(compute());
  auto then = portrait_record{};
  EXPECT_TRUE(store_for_tests::read(at_work->cases(), [&](snapshot& s) {
    return portrait_at(s, amina.id, old.made->made_at).map([&](portrait_record p) { then = std::move(p); });
  }));
  EXPECT_EQ(then.id, old.made->portrait);
  EXPECT_EQ(then.content.find("document:id"), std::string::npos);
  EXPECT_EQ(replay(old, from_disk()).end, replay_end::same);
}

FOOTHOLD_BOTH_ENGINES(case_planning_test);

TEST(territory_snapshots, people_are_no_part_of_them_and_faults_keep_nothing) {
  auto const folder = temp_folder{};
  auto const town =
      write_pack(folder.path() / "town", std::string{kPlannedTown} + "[people]\nid   name\np-1  Canary\n");
  auto const kept = keep_snapshot(folder.path() / "data", town);
  ASSERT_TRUE(kept) << kept.error().message;
  EXPECT_EQ(kept->place->people.size(), 0U);
  auto const file = snapshot_file(folder.path() / "data", kept->snapshot);
  EXPECT_EQ(read_file(file).value().find("Canary"), std::string::npos);
  EXPECT_EQ(keep_snapshot(folder.path() / "data", town)->snapshot, kept->snapshot);
  EXPECT_EQ(open_snapshot(folder.path() / "data", kept->snapshot)->place->hash, kept->place->hash);
  EXPECT_EQ(open_snapshot(folder.path() / "data", "../town").error().code, errc::not_found);
  ASSERT_TRUE(write_file(town / "offers.csv", "id\nnonsense\n"));
  auto const bad = keep_snapshot(folder.path() / "data", town);
  ASSERT_FALSE(bad);
  EXPECT_EQ(bad.error().code, errc::bad_input);
  EXPECT_THAT(bad.error().message, HasSubstr("offers.csv"));
}

}  // namespace
}  // namespace foothold
