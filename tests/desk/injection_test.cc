// What somebody types is text on every page, whatever it looks like: every text column of every table of a person's
// file, the names of organisations and staff, and what forms give back when they are not taken.

#include <type_traits>

#include <gmock/gmock.h>

#include "desk/desk_world.h"
#include "random_source.h"

namespace foothold {
namespace {

constexpr std::string_view kHostile{R"("'><x-hostile onfocus="x">{{7*7}}</title></script>)"};
constexpr std::string_view kRaw{"<x-hostile"};
constexpr std::string_view kAsText{"&lt;x-hostile"};

constexpr auto kTriesWithAll = 50;

template <typename Field>
constexpr bool kIsText = std::is_same_v<Field, std::string> || std::is_same_v<Field, std::optional<std::string>>;

class desk_injection : public desk_world {
protected:
  void SetUp() override {
    desk_world::SetUp();
    if (IsSkipped()) {
      return;
    }
    for (auto* const o : {&municipality, &school}) {
      o->name = kHostile;
    }
    for (auto* const s : {&worker, &colleague, &teacher, &boss}) {
      s->name = kHostile;
    }
    home.address = kHostile;
    home.area = kHostile;
    layla = add_person(std::string{kHostile});
    put([&](transaction& t) {
      return change(t, municipality) && change(t, school) && change(t, worker) && change(t, colleague) &&
             change(t, teacher) && change(t, boss) && change(t, home);
    });
    fill_hostile();
    hand_over();
    let_in("layla", acting(layla));
    let_in("proven", acting(colleague), flag::signed_in_again);
  }

  // One row in each table of the file, all of whose texts are hostile.
  void fill_hostile() {
    auto random = random_source{7U};
    auto known = known_ids{};
    known.add(municipality.id);
    known.add(worker.id);
    known.add(home.id);
    known.add(layla.id);
    for_each_record([&]<typename Record>(record_type<Record>) {
      if (column_of_person<Record>().empty() || column_of_person<Record>() == "id") {
        return;
      }
      for (auto tries = 0; tries != 2 * kTriesWithAll; ++tries) {
        auto r = Record{};
        r.id = new_id<decltype(r.id)>();
        if (!fill_fields(r, random, known)) {
          continue;
        }
        for_each_column<Record>([&]<typename Column>(Column const& c) {
          // A clear column may have words of its own, which the database asks for.
          if constexpr (kIsText<std::remove_reference_t<decltype(r.*c.field)>>) {
            if (c.keeping != guard::clear || tries < kTriesWithAll) {
              r.*c.field = std::string{kHostile};
            }
          }
        });
        if constexpr (requires { r.person.emplace(layla.id); }) {
          r.person = layla.id;
        }
        auto const done =
            store_for_tests::write(at_work->cases(), {.actor = "setup", .name = "setup"}, next_key(),
                                   [&](transaction& t) { return add(t, r).map([] { return std::string{}; }); });
        if (done) {
          known.add(r.id);
          return;
        }
      }
      ADD_FAILURE() << table_of<Record>::kName << ": no row could be written";
    });
  }

  void hand_over() {
    auto p = permission_record{.id = new_id<permission_id>(),
                               .person = layla.id,
                               .organisation = school.id,
                               .purpose = "teaching",
                               .fields = "identity|skills|contact|referrals",
                               .given_on = kFirstDay,
                               .until_on = kFirstDay + days{30},
                               .text_version = std::string{kHostile},
                               .language = "en",
                               .explained_by = std::string{kHostile}};
    auto r = referral_record{.id = {random_id()},
                             .person = layla.id,
                             .from_organisation = municipality.id,
                             .to_organisation = school.id,
                             .permission = p.id,
                             .offer = std::string{kHostile},
                             .why = std::string{kHostile},
                             .state = referral_state::accepted,
                             .sent_at = instant{kFirstDay},
                             .answer_by = kFirstDay + days{14}};
    auto task = task_record{.id = new_id<task_id>(),
                            .person = layla.id,
                            .assignee = worker.id,
                            .kind = std::string{kHostile},
                            .due_on = kFirstDay,
                            .state = task_state::open,
                            .words = std::string{kHostile}};
    put([&](transaction& t) { return add(t, p) && add(t, r) && add(t, task); });
  }

  static void expect_text(shown_page const& page, std::string const& what) {
    EXPECT_EQ(page.html.find(kRaw), std::string::npos) << what;
    EXPECT_NE(page.html.find(kAsText), std::string::npos) << what << " shows nothing of it, so it proves nothing";
  }

  person_record layla;
};

TEST_P(desk_injection, what_is_kept_is_text_on_every_page) {
  auto const person = format_id(layla.id);
  auto const pages = std::vector<std::pair<std::string, std::string>>{
      {"worker", "/home"},
      {"worker", "/cases"},
      {"worker", "/cases?q=%22%3E%3Cx-hostile%3E"},
      {"worker", "/cases/" + person},
      {"worker", "/cases/" + person + "/messages"},
      {"worker", "/cases/" + person + "/referral"},
      {"worker", "/cases/" + person + "/referral?to=" + format_id(school.id)},
      {"boss", "/team"},
      {"boss", "/team/" + format_id(worker.id) + "/absence"},
      {"boss", "/cases?whose=team"},
      {"teacher", "/received"},
      {"teacher", "/received/" + person},
      {"layla", "/my-data"},
      {"layla", "/my-messages"},
  };
  for (auto const* const language : {"en", "ar"}) {
    for (auto const& [who, path] : pages) {
      auto const page = get(who, std::string{"/"} + language + path);
      EXPECT_EQ(page.status, 200) << path;
      expect_text(page, path);
    }
  }
  auto const mine = get("layla", "/en/my-data");
  auto const entry = address(mine, "/en/my-data/entries/");
  ASSERT_NE(entry, "");
  EXPECT_EQ(get("layla", entry).html.find(kRaw), std::string::npos);
}

TEST_P(desk_injection, what_is_not_taken_comes_back_as_text) {
  auto const person = format_id(layla.id);
  auto const sent = [&](std::string const& who, std::string const& path, http::fields form) {
    form.push_back({"form_token", "token of " + who});
    form.push_back({"key", "k"});
    return post(who, path, std::move(form));
  };
  auto const hostile = std::string{kHostile};
  // A word that tells of health, so the page asks before it is sent.
  expect_text(sent("worker", case_of(layla, "/messages"), {{"words", hostile + " diabetes"}}), "message");
  expect_text(sent("worker", case_of(layla, "/referral/review"),
                   {{"to", format_id(school.id)}, {"why", hostile}, {"offer", hostile}, {"until", hostile}}),
              "terms of a referral");
  expect_text(sent("proven", case_of(layla, "/emergency"), {{"reason_code", ""}, {"reason", hostile}}), "emergency");
  auto const days_off = sent("boss", "/en/team/" + format_id(worker.id) + "/absence",
                             {{"by", hostile}, {"from", hostile}, {"until", hostile}});
  EXPECT_EQ(days_off.status, 422);
  expect_text(days_off, "absence");
  // What an address says of what happened is a word of ours, or nothing.
  for (auto const* const member : {"did", "entry", "person", "n", "version"}) {
    auto const page = get("worker", "/en/home?did=task_done&" + std::string{member} + "=%22%3E%3Cx-hostile%3E");
    EXPECT_EQ(page.html.find(kRaw), std::string::npos) << member;
  }
}

TEST(hostile_text, is_found_where_it_is_not_escaped) {
  EXPECT_NE(std::string{kHostile}.find(kRaw), std::string::npos);
}

FOOTHOLD_BOTH_ENGINES(desk_injection);

}  // namespace
}  // namespace foothold
