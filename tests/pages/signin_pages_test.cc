// The pages of signing in as a browser meets them, and as others would like to use them.

#include <map>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "api/routes.h"
#include "http/http.h"
#include "pages/signin_pages.h"
#include "service/installations.h"
#include "service/paper_cards.h"
#include "service/staff.h"
#include "service/staff_accounts.h"
#include "service/typed_secret.h"
#include "vault/one_time_code.h"

namespace foothold {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr auto kPassword = "four black cats";

// One browser: its cookies, and what it says of where a form was.
struct browser {
  std::map<std::string, std::string> cookies{};
  std::string address{"203.0.113.7"};
  http::fields headers{{"host", "foothold.example"}, {"origin", "https://foothold.example"}};
};

class signin_pages : public on_both_installations {
protected:
  void SetUp() override {
    on_both_installations::SetUp();
    if (IsSkipped()) {
      return;
    }
    constexpr auto kCheap = hash_cost{.memory_bytes = 8192U, .passes = 1U};
    in = std::move(ways_in::open(*at_work, {.pin = kCheap, .password = kCheap, .queue = {}}).value());
    words.emplace(load_texts().value());
    serve({.secure = true});
    layla = add_person("17");
    card = make_card(*in, {.by = acting(worker), .person = layla.id}).value();
  }

  void serve(sign_in_setting const& setting) {
    how = setting;
    routes.emplace();
    add_signin_pages(*routes, *in, *words, how);
    // Where signing in leads; the office puts its own page there.
    routes->get("/{lang}/home", [this](http::request const& r) {
      auto const who = find_visitor(*in, how, r);
      return who ? http::plain(std::string{word(who->who.as)}) : http::redirect("/en/sign-in");
    });
    api::add_routes(*routes,
                    std::make_shared<api::context const>(api::context{
                        .office = *at_work,
                        .tokens = no_tokens,
                        .words = *words,
                        .tenant = "t",
                        .find_visitor = [this](http::request const& r) { return find_visitor(*in, how, r); }}));
  }

  http::response ask(browser& b, http::verb const method, std::string const& path, http::fields form = {},
                     std::string body = {}) {
    auto r = http::request{};
    r.method = method;
    r.path = path;
    r.headers = b.headers;
    r.form = std::move(form);
    r.body = std::move(body);
    r.remote_address = b.address;
    for (auto const& [name, value] : b.cookies) {
      r.cookies.push_back({name, value});
    }
    auto answer = routes->dispatch(r);
    for (auto const set : http::all(answer.headers, "Set-Cookie")) {
      auto const name = std::string{set.substr(0U, set.find('='))};
      auto const value = std::string{set.substr(name.size() + 1U, set.find(';') - name.size() - 1U)};
      if (value.empty()) {
        b.cookies.erase(name);
      } else {
        b.cookies[name] = value;
      }
    }
    return answer;
  }
  http::response get(browser& b, std::string const& path) { return ask(b, http::verb::get, path); }
  http::response post(browser& b, std::string const& path, http::fields form) {
    return ask(b, http::verb::post, path, std::move(form));
  }
  static std::string where(http::response const& r) { return std::string{http::value_or(r.headers, "Location")}; }

  http::response with_card(browser& b, std::string const& pin, std::string const& phone = "own") {
    return post(b, "/en/card", {{"card", card.secret}, {"pin", pin}, {"phone", phone}});
  }
  [[nodiscard]] std::string wrong_pin() const {
    auto pin = card.pin;
    pin[0] = pin[0] == '9' ? '0' : static_cast<char>(pin[0] + 1);
    return pin;
  }
  std::string token(browser const& b) const {
    auto const at = b.cookies.find(how.secure ? "__Host-foothold" : "foothold");
    return at == b.cookies.end() ? std::string{} : at->second;
  }
  std::string form_token(browser const& b) const { return form_token_of(token(b)); }
  bool is_in(browser& b) { return get(b, "/en/home").status == 200; }

  [[nodiscard]] std::string code_now(std::string const& key) const {
    auto const at = std::chrono::floor<seconds>(clock.now()).time_since_epoch().count();
    return one_time_code(key, static_cast<std::uint64_t>(one_time_step(at)));
  }
  std::string account_for(staff_record const& s, std::string const& name) {
    auto const invitation = invite(*in, s.id).value();
    auto const key = code_key_of_invitation(*in, invitation).value();
    EXPECT_EQ(make_account(*in, {.invitation = invitation, .name = name, .password = kPassword, .code = code_now(key)})
                  ->fault,
              account_fault::none);
    clock.advance(minutes{1});
    return key;
  }
  http::response with_account(browser& b, std::string const& name, std::string const& key) {
    return post(b, "/en/sign-in", {{"name", name}, {"password", kPassword}, {"code", code_now(key)}});
  }

  std::unique_ptr<ways_in> in;
  std::optional<texts> words;
  sign_in_setting how;
  std::optional<http::router> routes;
  api::test_tokens no_tokens;
  person_record layla;
  made_card card;
};

TEST_P(signin_pages, a_card_goes_from_its_numbers_over_the_pin_to_home) {
  auto b = browser{};
  EXPECT_THAT(get(b, "/ar/card").body, AllOf(HasSubstr("dir=\"rtl\""), HasSubstr("data-from-fragment")));
  auto const pin = post(b, "/ar/card", {{"card", in_groups(card.secret)}});
  EXPECT_EQ(pin.status, 200);
  EXPECT_THAT(pin.body, AllOf(HasSubstr("name=\"pin\""), HasSubstr(card.secret)));
  auto const done = post(b, "/ar/card", {{"card", card.secret}, {"pin", card.pin}, {"phone", "own"}});
  EXPECT_EQ(done.status, 303);
  EXPECT_EQ(where(done), "/ar/home");
  EXPECT_THAT(get(b, "/en/home").body, HasSubstr("newcomer"));
}

TEST_P(signin_pages, a_slip_in_the_numbers_is_told_before_a_pin_is_asked) {
  auto b = browser{};
  auto slip = card.secret;
  slip[3] = slip[3] == '9' ? '0' : static_cast<char>(slip[3] + 1);
  EXPECT_THAT(post(b, "/en/card", {{"card", slip}}).body,
              AllOf(HasSubstr("role=\"alert\""), Not(HasSubstr("name=\"pin\""))));
  EXPECT_THAT(post(b, "/en/card", {{"card", new_secret_digits(kCardDigits)}}).body, HasSubstr("name=\"pin\""))
      << "whether there is such a card is not told";
}

TEST_P(signin_pages, the_cookie_is_of_this_host_for_https_and_never_for_scripts) {
  auto b = browser{};
  auto const set = std::string{http::value_or(with_card(b, card.pin).headers, "Set-Cookie")};
  EXPECT_TRUE(set.starts_with("__Host-foothold=")) << set.substr(0U, 16U);
  EXPECT_TRUE(set.ends_with("; Path=/; HttpOnly; SameSite=Lax; Secure"));
  EXPECT_THAT(set, AllOf(Not(HasSubstr("Domain")), Not(HasSubstr("Max-Age")), Not(HasSubstr("Expires"))));
  serve({.secure = false});
  auto local = browser{};
  local.headers = {{"host", "localhost:8080"}, {"origin", "http://localhost:8080"}};
  auto const plain = std::string{http::value_or(with_card(local, card.pin).headers, "Set-Cookie")};
  EXPECT_TRUE(plain.starts_with("foothold=")) << plain.substr(0U, 10U);
  EXPECT_TRUE(plain.ends_with("; Path=/; HttpOnly; SameSite=Lax"));
}

TEST_P(signin_pages, a_token_from_outside_is_never_taken_over) {
  auto b = browser{};
  b.cookies["__Host-foothold"] = std::string(64U, 'a');
  ASSERT_EQ(with_card(b, card.pin).status, 303);
  EXPECT_NE(token(b), std::string(64U, 'a'));
  auto const first = b;
  ASSERT_EQ(with_card(b, card.pin).status, 303);
  EXPECT_NE(token(b), token(first));
  auto old = first;
  EXPECT_FALSE(is_in(old)) << "the token from before the sign-in is dead";
  EXPECT_TRUE(is_in(b));
}

TEST_P(signin_pages, two_cookies_of_the_name_are_none) {
  auto b = browser{};
  ASSERT_EQ(with_card(b, card.pin).status, 303);
  auto r = http::request{};
  r.path = "/en/home";
  r.cookies = {{"__Host-foothold", token(b)}, {"__Host-foothold", std::string(64U, 'a')}};
  EXPECT_EQ(routes->dispatch(r).status, 303);
}

// REQ A6
TEST_P(signin_pages, who_signs_in_after_another_on_one_browser_ends_the_first) {
  auto const key = account_for(worker, "a.berg");
  auto b = browser{};
  ASSERT_EQ(with_account(b, "a.berg", key).status, 303);
  auto first = b;
  ASSERT_EQ(with_card(b, card.pin).status, 303);
  EXPECT_THAT(get(b, "/en/home").body, AllOf(HasSubstr("newcomer"), Not(HasSubstr("caseworker"))));
  EXPECT_FALSE(is_in(first));
}

TEST_P(signin_pages, forms_from_elsewhere_and_from_nowhere_are_refused) {
  struct line {
    http::fields headers;
    int status;
  };
  auto const host = http::field{"host", "foothold.example"};
  for (auto const& [headers, status] :
       {line{{host}, 403}, line{{host, {"origin", "https://evil.example"}}, 403}, line{{host, {"origin", "null"}}, 403},
        line{{host, {"sec-fetch-site", "cross-site"}}, 403}, line{{host, {"sec-fetch-site", "same-site"}}, 403},
        line{{host, {"origin", "https://foothold.example"}, {"sec-fetch-site", "cross-site"}}, 403},
        line{{host, {"sec-fetch-site", "same-origin"}}, 303},
        line{{host, {"origin", "https://foothold.example"}}, 303}}) {
    auto b = browser{};
    b.headers = headers;
    EXPECT_EQ(with_card(b, card.pin).status, status) << headers.size();
    auto in_it = browser{};
    ASSERT_EQ(with_card(in_it, card.pin).status, 303);
    in_it.headers = headers;
    auto const out = post(in_it, "/en/sign-out", {{"form_token", form_token(in_it)}});
    EXPECT_EQ(out.status, status);
    in_it.headers = browser{}.headers;
    EXPECT_EQ(is_in(in_it), status == 403);
  }
}

TEST_P(signin_pages, a_form_needs_the_token_of_its_session) {
  auto b = browser{};
  auto other = browser{};
  ASSERT_EQ(with_card(b, card.pin).status, 303);
  ASSERT_EQ(with_card(other, card.pin).status, 303);
  for (auto const* const path : {"/en/sign-out", "/en/lock", "/en/sessions/end-others", "/en/sessions/end"}) {
    EXPECT_EQ(post(b, path, {}).status, 403) << path;
    EXPECT_EQ(post(b, path, {{"form_token", ""}}).status, 403) << path;
    EXPECT_EQ(post(b, path, {{"form_token", form_token(other)}}).status, 403) << path;
    EXPECT_EQ(post(b, path, {{"form_token", form_token(b)}, {"form_token", form_token(other)}}).status, 403) << path;
  }
  EXPECT_TRUE(is_in(b));
  EXPECT_TRUE(is_in(other));
}

TEST_P(signin_pages, nothing_is_changed_by_get) {
  auto b = browser{};
  ASSERT_EQ(with_card(b, card.pin).status, 303);
  for (auto const* const path : {"/en/sign-out", "/en/lock", "/en/sessions/end", "/en/sessions/end-others"}) {
    EXPECT_EQ(get(b, path).status, 405) << path;
  }
  EXPECT_TRUE(is_in(b));
}

TEST_P(signin_pages, signing_out_ends_the_session_and_asks_the_browser_to_forget) {
  auto b = browser{};
  ASSERT_EQ(with_card(b, card.pin).status, 303);
  auto before = b;
  auto const out = post(b, "/en/sign-out", {{"form_token", form_token(b)}});
  EXPECT_EQ(where(out), "/en/signed-out");
  EXPECT_EQ(http::value_or(out.headers, "Clear-Site-Data"), "\"cache\", \"cookies\", \"storage\"");
  EXPECT_TRUE(b.cookies.empty());
  EXPECT_FALSE(is_in(before)) << "the token is dead, not only forgotten";
}

// REQ A6
TEST_P(signin_pages, a_locked_session_shows_nothing_and_opens_under_a_new_token) {
  auto b = browser{};
  ASSERT_EQ(with_card(b, card.pin).status, 303);
  auto const before = token(b);
  EXPECT_EQ(where(post(b, "/en/lock", {{"form_token", form_token(b)}})), "/en/locked");
  EXPECT_FALSE(is_in(b));
  EXPECT_EQ(where(get(b, "/en/sessions")), "/en/locked");
  auto const locked = get(b, "/en/locked");
  EXPECT_THAT(locked.body, AllOf(HasSubstr("name=\"pin\""), Not(HasSubstr(format_id(layla.id)))));
  EXPECT_THAT(post(b, "/en/locked", {{"form_token", form_token(b)}, {"pin", wrong_pin()}}).body,
              HasSubstr("role=\"alert\""));
  EXPECT_EQ(post(b, "/en/locked", {{"form_token", "x"}, {"pin", card.pin}}).status, 403);
  EXPECT_EQ(where(post(b, "/en/locked", {{"form_token", form_token(b)}, {"pin", card.pin}})), "/en/home");
  EXPECT_NE(token(b), before);
  EXPECT_TRUE(is_in(b));
}

TEST_P(signin_pages, sessions_are_listed_and_ended) {
  auto phone = browser{};
  phone.headers.push_back({"user-agent", "Mozilla/5.0 (Linux; Android 14) ..."});
  auto kiosk = browser{};
  ASSERT_EQ(with_card(phone, card.pin).status, 303);
  ASSERT_EQ(with_card(kiosk, card.pin, "shared").status, 303);
  auto const page = get(phone, "/en/sessions").body;
  EXPECT_THAT(page,
              AllOf(HasSubstr("This one · Android phone"), HasSubstr("phone that others use"), HasSubstr("End it")));
  EXPECT_EQ(where(post(phone, "/en/sessions/end-others", {{"form_token", form_token(phone)}})), "/en/sessions");
  EXPECT_FALSE(is_in(kiosk));
  EXPECT_TRUE(is_in(phone));
}

TEST_P(signin_pages, guesses_from_one_address_are_slowed_and_nobody_is_shut_out) {
  auto b = browser{};
  for (auto i = 0; i != 300; ++i) {
    ASSERT_EQ(post(b, "/en/card", {{"card", new_secret_digits(kCardDigits)}, {"pin", "000000"}}).status, 200) << i;
  }
  auto const slowed = with_card(b, card.pin);
  EXPECT_EQ(slowed.status, 429);
  EXPECT_EQ(http::value_or(slowed.headers, "Retry-After"), "12");
  EXPECT_THAT(slowed.body, AllOf(HasSubstr(card.secret), HasSubstr("name=\"pin\""))) << "the form stays as it is";
  auto elsewhere = browser{.cookies = {}, .address = "203.0.113.8"};
  EXPECT_EQ(with_card(elsewhere, card.pin).status, 303);
  clock.advance(seconds{12});
  EXPECT_EQ(with_card(b, card.pin).status, 303);
}

TEST_P(signin_pages, the_address_is_told_by_a_trusted_proxy_only) {
  auto r = http::request{};
  r.remote_address = "192.0.2.1";
  r.headers = {{"x-forwarded-for", "198.51.100.9, 203.0.113.7"}};
  EXPECT_EQ(pages::address_of({.secure = true}, r), "192.0.2.1");
  EXPECT_EQ(pages::address_of({.secure = true, .trusted_proxy = "192.0.2.2"}, r), "192.0.2.1");
  EXPECT_EQ(pages::address_of({.secure = true, .trusted_proxy = "192.0.2.1"}, r), "203.0.113.7");
}

TEST_P(signin_pages, a_pause_and_a_closed_card_are_told) {
  auto b = browser{};
  for (auto i = 0; i != 5; ++i) {
    EXPECT_THAT(with_card(b, wrong_pin()).body, HasSubstr("do not fit"));
  }
  EXPECT_THAT(with_card(b, card.pin).body, HasSubstr("wait 15 minutes"));
  clock.advance(minutes{16});
  for (auto i = 0; i != 5; ++i) {
    with_card(b, wrong_pin());
  }
  EXPECT_THAT(with_card(b, card.pin).body, HasSubstr("This card is closed"));
  EXPECT_FALSE(is_in(b));
}

TEST_P(signin_pages, an_invitation_becomes_an_account_with_which_its_owner_signs_in) {
  auto const invitation = invite(*in, worker.id).value();
  auto b = browser{};
  EXPECT_THAT(post(b, "/en/invitation", {{"invitation", "12"}}).body, HasSubstr("role=\"alert\""));
  auto const page = post(b, "/en/invitation", {{"invitation", in_groups(invitation)}});
  auto const key = code_key_of_invitation(*in, invitation).value();
  EXPECT_THAT(page.body, AllOf(HasSubstr("<svg"), HasSubstr(in_groups(base32(key)))));
  auto const form = [&](std::string const& password) {
    return http::fields{
        {"invitation", invitation}, {"name", "a.berg"}, {"password", password}, {"code", code_now(key)}};
  };
  EXPECT_THAT(post(b, "/en/invitation", form("short")).body, HasSubstr("at least twelve characters."));
  EXPECT_THAT(post(b, "/en/invitation", form(kPassword)).body, HasSubstr("class=\"codes\""));
  EXPECT_THAT(post(b, "/en/invitation", form(kPassword)).body, HasSubstr("was used already"));
  clock.advance(minutes{1});
  EXPECT_THAT(
      post(b, "/en/sign-in", {{"name", "a.berg"}, {"password", "four white cats"}, {"code", code_now(key)}}).body,
      HasSubstr("did not fit"));
  EXPECT_EQ(where(with_account(b, "a.berg", key)), "/en/home");
  EXPECT_THAT(get(b, "/en/home").body, HasSubstr("caseworker"));
  EXPECT_EQ(where(get(b, "/en/sign-in")), "/en/home");
}

TEST_P(signin_pages, no_page_is_kept_and_none_names_anybody) {
  auto const key = account_for(worker, "a.berg");
  auto b = browser{};
  for (auto const* const path : {"/en/card", "/en/sign-in", "/en/invitation", "/en/signed-out"}) {
    auto const page = get(b, path);
    EXPECT_EQ(page.cache_control, "no-store") << path;
    EXPECT_THAT(page.body, AllOf(Not(HasSubstr("Foothold")), HasSubstr("<title>"))) << path;
  }
  ASSERT_EQ(with_account(b, "a.berg", key).status, 303);
  EXPECT_EQ(get(b, "/en/sessions").cache_control, "no-store");
  EXPECT_EQ(get(b, "/en/home").cache_control, "no-store");
}

TEST_P(signin_pages, the_api_takes_the_cookie_and_for_a_change_the_form_token_too) {
  auto b = browser{};
  auto const file = "/api/v1/persons/" + format_id(layla.id);
  EXPECT_EQ(get(b, file).status, 401);
  ASSERT_EQ(with_card(b, card.pin).status, 303);
  EXPECT_EQ(get(b, file).status, 200);
  auto const other = add_person("18");
  EXPECT_EQ(get(b, "/api/v1/persons/" + format_id(other.id)).status, 404);
  auto const add_contact = [&](http::fields const& more) {
    auto asking = b;
    asking.headers.insert(asking.headers.end(), more.begin(), more.end());
    asking.headers.push_back({"content-type", "application/json"});
    asking.headers.push_back({"idempotency-key", "k" + std::to_string(++keys)});
    return ask(asking, http::verb::post, file + "/contacts", {},
               R"({"channel": "phone", "address": "0151 0", "safe": "never alone"})")
        .status;
  };
  EXPECT_EQ(add_contact({}), 401);
  EXPECT_EQ(add_contact({{"foothold-form-token", "x"}}), 401);
  EXPECT_EQ(add_contact({{"foothold-form-token", form_token(b)}, {"sec-fetch-site", "cross-site"}}), 401);
  EXPECT_EQ(add_contact({{"foothold-form-token", form_token(b)}}), 201);
  ASSERT_EQ(post(b, "/en/lock", {{"form_token", form_token(b)}}).status, 303);
  EXPECT_EQ(get(b, file).status, 401) << "locked";
}

TEST_P(signin_pages, a_role_that_is_taken_away_or_a_member_who_left_is_out_at_once) {
  auto const key = account_for(worker, "a.berg");
  auto b = browser{};
  ASSERT_EQ(with_account(b, "a.berg", key).status, 303);
  EXPECT_TRUE(is_in(b));
  EXPECT_TRUE(end_user(*at_work, worker.id));
  EXPECT_EQ(where(get(b, "/en/home")), "/en/sign-in");
  EXPECT_EQ(get(b, "/api/v1/persons/" + format_id(layla.id)).status, 401);
}

FOOTHOLD_BOTH_ENGINES(signin_pages);

}  // namespace
}  // namespace foothold
