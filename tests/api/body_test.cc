// Bodies, rows as JSON, terms in headers and tokens, without a store.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fmt/format.h>

#include "api/problem.h"
#include "api/record_json.h"
#include "api/terms.h"
#include "api/test_tokens.h"
#include "service/texts.h"

namespace foothold::api {
namespace {

using testing::HasSubstr;

std::string wrong_with(std::string const& body) {
  auto const read = parse_body(body);
  return read ? "" : read.error();
}

TEST(api_body, has_limits) {
  EXPECT_EQ(wrong_with("{}"), "");
  EXPECT_THAT(wrong_with("{\"a\":}"), HasSubstr("it is not JSON from byte"));
  EXPECT_NE(wrong_with(""), "");
  EXPECT_NE(wrong_with("{} {}"), "");
  EXPECT_EQ(wrong_with(std::string(32U, '[') + std::string(32U, ']')), "");
  EXPECT_THAT(wrong_with(std::string(33U, '[') + std::string(33U, ']')), HasSubstr("more than 32 levels"));
  auto const list = [](std::size_t const n) {
    auto text = std::string{"[0"};
    for (auto i = std::size_t{1U}; i != n; ++i) {
      text += ",0";
    }
    return text + "]";
  };
  EXPECT_EQ(wrong_with(list(kMostValues - 1U)), "");
  EXPECT_THAT(wrong_with(list(kMostValues)), HasSubstr("more than 10000 values"));
  EXPECT_THAT(wrong_with(R"({"a":{"b":1,"b":2}})"), HasSubstr("same key twice"));
  EXPECT_EQ(wrong_with(R"([{"a":1},{"a":1}])"), "");
  EXPECT_NE(wrong_with("\"\xff\""), "");
}

TEST(api_body, numbers_are_whole_and_of_a_size_that_every_reader_keeps) {
  auto const sort = [](std::string const& text) { return sort_of(parse_body(text).value()); };
  EXPECT_EQ(sort("9007199254740992"), "a whole number");
  EXPECT_EQ(sort("-9007199254740992"), "a whole number");
  for (auto const* const text : {"9007199254740993", "18446744073709551616", "1.5", "1e3", "-9007199254740993"}) {
    EXPECT_EQ(sort(text), "a number that is not whole or too large") << text;
  }
}

TEST(api_body, a_text_is_quoted_as_it_was) {
  auto const text = std::string{"a\"b\\c\n\t\x01 ليلى 🙂"};
  EXPECT_EQ(*parse_body(json_text(text))->text(), text);
}

TEST(api_body, each_sort_of_field_takes_its_own_values_only) {
  auto const& papers = *find_record_table("papers");
  auto const& wishes = *find_record_table("wishes");
  auto const& care = *find_record_table("care_needs");
  auto const& skills = *find_record_table("languages");
  auto const taken = [](record_table const& t, std::string const& name, std::string const& value) {
    auto const read = read_fields_of(t, parse_body("{\"" + name + "\":" + value + "}").value(), body_sort::part, {});
    return read.faults.empty();
  };
  EXPECT_TRUE(taken(papers, "until", "\"2026-02-28\""));
  EXPECT_TRUE(taken(papers, "until", "null"));
  EXPECT_FALSE(taken(papers, "until", "\"2026-02-30\""));
  EXPECT_FALSE(taken(papers, "until", "20260228"));
  EXPECT_FALSE(taken(papers, "kind", "null"));
  EXPECT_TRUE(taken(papers, "kind", "\"two\\nlines\""));
  EXPECT_FALSE(taken(papers, "kind", "\"a\\u0000b\""));
  EXPECT_FALSE(taken(papers, "kind", "\"" + std::string(kLongestText + 1U, 'a') + "\""));
  EXPECT_TRUE(taken(wishes, "rank", "1"));
  EXPECT_FALSE(taken(wishes, "rank", "\"1\""));
  EXPECT_FALSE(taken(wishes, "rank", "1.5"));
  EXPECT_TRUE(taken(wishes, "refused", "true"));
  EXPECT_FALSE(taken(wishes, "refused", "1"));
  EXPECT_TRUE(taken(care, "needed", "\"Mon-Fri 08:00-12:00\""));
  EXPECT_FALSE(taken(care, "needed", "\"always\""));
  EXPECT_TRUE(taken(care, "child", "\"" + std::string(32U, 'a') + "\""));
  EXPECT_FALSE(taken(care, "child", "\"" + std::string(32U, '0') + "\""));
  EXPECT_TRUE(taken(skills, "skill", "\"reading\""));
  EXPECT_FALSE(taken(skills, "skill", "\"singing\""));
  EXPECT_FALSE(taken(skills, "person", "\"" + std::string(32U, 'a') + "\"")) << "the path says whose file";
}

TEST(api_body, special_categories_are_left_out_where_they_are_not_shown) {
  auto const& t = *find_record_table("barriers");
  auto row = row_values{.id = std::string(32U, 'a'), .version = 3, .fields = {}};
  for (auto const& f : t.fields) {
    row.fields.push_back(f.sort == field_sort::text ? cell{std::string{"canary"} + std::string{f.name}} : cell{});
  }
  EXPECT_THAT(row_as_json(t, row, true), HasSubstr("\"words\":\"canarywords\""));
  EXPECT_THAT(row_as_json(t, row, false), testing::Not(HasSubstr("canarywords")));
  EXPECT_THAT(row_as_json(t, row, false), testing::Not(HasSubstr("canarykind")));
}

http::request with(std::string const& name, std::string const& value) {
  auto r = http::request{};
  r.headers.push_back({name, value});
  return r;
}

TEST(api_terms, keys_and_versions_are_one_and_plain) {
  EXPECT_TRUE(key_of(with("idempotency-key", "a")));
  EXPECT_TRUE(key_of(with("idempotency-key", std::string(128U, 'k'))));
  for (auto const& bad : {std::string{}, std::string(129U, 'k'), std::string{"a b"}, std::string{"ä"}}) {
    EXPECT_FALSE(key_of(with("idempotency-key", bad)));
  }
  auto twice = with("idempotency-key", "a");
  twice.headers.push_back({"idempotency-key", "b"});
  EXPECT_FALSE(key_of(twice));
  EXPECT_EQ(version_of(with("if-match", "\"12\"")).value(), 12);
  EXPECT_EQ(version_of({}).error().is, problem::version_missing);
  for (auto const* const bad :
       {"12", "W/\"12\"", "\"12\", \"13\"", "*", "\"\"", "\"-1\"", "\"99999999999999999999\""}) {
    EXPECT_EQ(version_of(with("if-match", bad)).error().is, problem::bad_query) << bad;
  }
  EXPECT_TRUE(is_known_version(with("if-none-match", "\"1\", \"3\""), 3));
  EXPECT_FALSE(is_known_version(with("if-none-match", "\"13\""), 3));
}

TEST(api_terms, the_hash_tells_requests_apart) {
  auto r = with("if-match", "\"1\"");
  r.path = "/a";
  r.body = "{}";
  auto const same = request_hash(r, "counselling");
  EXPECT_EQ(request_hash(r, "counselling"), same);
  EXPECT_NE(request_hash(r, "planning"), same);
  auto other_body = r;
  other_body.body = "{} ";
  EXPECT_NE(request_hash(other_body, "counselling"), same);
  auto other_version = with("if-match", "\"2\"");
  other_version.path = "/a";
  other_version.body = "{}";
  EXPECT_NE(request_hash(other_version, "counselling"), same);
  auto other_verb = r;
  other_verb.method = http::verb::del;
  EXPECT_NE(request_hash(other_verb, "counselling"), same);
}

TEST(api_tokens, are_known_by_their_hash_alone) {
  auto const token = std::string(64U, 'c');
  auto const id = std::string(32U, 'a');
  auto const file = [&](std::string const& change = {}, std::string const& to = {}) {
    auto text = fmt::format(
        R"({{"format":"foothold-test-tokens-1","tokens":[{{"hash":"{}","role":"caseworker","id":"{}","organisation":"{}","flags":["vetted"]}}]}})",
        hash_of_token(token), id, id);
    if (auto const at = text.find(change); !change.empty() && at != std::string::npos) {
      text.replace(at, change.size(), to);
    }
    return text;
  };
  auto const read = test_tokens::read(file(), "t");
  ASSERT_TRUE(read) << read.error().message;
  auto const* const known = read->find(token);
  ASSERT_NE(known, nullptr);
  EXPECT_EQ(known->as, role::caseworker);
  EXPECT_EQ(known->id, id);
  EXPECT_TRUE(known->has.has(flag::vetted));
  EXPECT_FALSE(known->has.has(flag::manages));
  EXPECT_EQ(read->find(std::string(64U, 'd')), nullptr);
  EXPECT_EQ(read->find(hash_of_token(token)), nullptr) << "the hash is no token";
  EXPECT_FALSE(test_tokens::read(file("caseworker", "king"), "t"));
  EXPECT_FALSE(test_tokens::read(file("caseworker", "anonymous"), "t"));
  EXPECT_FALSE(test_tokens::read(file("vetted", "all"), "t"));
  EXPECT_FALSE(test_tokens::read(file("-1\"", "-2\""), "t"));
  EXPECT_FALSE(test_tokens::read(file(id, "x"), "t"));
  EXPECT_FALSE(test_tokens::read("[]", "t"));
}

// Each problem has its words in every language, its own name, and its place in the table.
TEST(api_problems, each_has_its_words) {
  auto const words = load_texts();
  ASSERT_TRUE(words);
  auto at = std::size_t{0U};
  for (auto const& p : problem_table()) {
    EXPECT_EQ(static_cast<std::size_t>(p.is), at++) << p.name;
    EXPECT_EQ(&line_of(p.is), &p);
    for (auto const& c : words->languages) {
      EXPECT_TRUE(c->has(fmt::format("problem.{}.title", p.name))) << p.name;
      EXPECT_TRUE(c->has(fmt::format("problem.{}.text", p.name))) << p.name;
    }
  }
  auto const told = [](errc const code) { return line_of(problem_of(code)).status; };
  EXPECT_EQ(told(errc::not_found), 404);
  EXPECT_EQ(told(errc::conflict), 409);
  EXPECT_EQ(told(errc::stale), 412);
  EXPECT_EQ(told(errc::bad_input), 422);
  EXPECT_EQ(told(errc::key_reused), 422);
  EXPECT_EQ(told(errc::broken), 500);
  EXPECT_EQ(told(errc::in_doubt), 503);
  EXPECT_EQ(told(errc::no_room), 507);
  auto const doubt = answer_problem(problem::in_doubt, words->english());
  EXPECT_EQ(http::value_or(doubt.headers, "Retry-After"), "2");
  EXPECT_THAT(doubt.body, HasSubstr("Ask again with the same key"));
}

}  // namespace
}  // namespace foothold::api
