#include "api/api_world.h"

#include <cstdlib>
#include <fstream>

#include "http/url.h"

namespace foothold::api {
namespace {

constexpr auto kStaff = {
    "caseworker", "lead", "interpreter", "assessor", "authority", "organisation_admin", "data_protection_officer"};

// "Content-Type" -> "content-type", as the server hands headers over.
std::string lower(std::string text) {
  for (auto& c : text) {
    c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  }
  return text;
}

// Every exchange as a line, for the validator (tests/api/contract.mjs).
void keep(http::request const& r, asked const& a, answered const& got) {
  auto const* const file = std::getenv("FOOTHOLD_EXCHANGES");
  if (file == nullptr) {
    return;
  }
  static auto begun = false;
  auto out = std::ofstream{file, begun ? std::ios::app : std::ios::trunc};
  begun = true;
  auto headers = json::object();
  for (auto const& h : got.headers) {
    headers[lower(h.name)] = h.value;
  }
  auto line = json{{"method", http::to_string(r.method)},
                   {"path", r.path},
                   {"status", got.status},
                   {"type", got.type},
                   {"headers", headers},
                   {"body", got.body}};
  if (a.body && http::value_or(r.headers, "content-type").ends_with("json")) {
    line["sent"] = *a.body;
    line["sent_type"] = http::value_or(r.headers, "content-type");
  }
  out << line.dump(-1, ' ', false, json::error_handler_t::replace) << '\n';
}

}  // namespace

void api_world::SetUp() {
  on_both_engines::SetUp();
  if (IsSkipped()) {
    return;
  }
  options.tenant = "t";
  ASSERT_TRUE(make_key_store(vaults));
  auto opened = installation::open(
      {.data = options, .keys = vaults, .cleaning = {.program = FOOTHOLD_REDRAW, .deadline = std::chrono::minutes{2}}},
      clock);
  ASSERT_TRUE(opened) << opened.error().message;
  at_work = std::move(*opened);
  names = std::make_unique<name_index>(at_work->cases(), "t");
  ASSERT_TRUE(names->fill());
  clock.advance(std::chrono::hours{10});
  auto loaded = load_texts();
  ASSERT_TRUE(loaded);
  words_.emplace(std::move(*loaded));
  office = {.id = new_id<organisation_id>(), .name = "Office", .kind = "municipality"};
  school = {.id = new_id<organisation_id>(), .name = "School", .kind = "provider"};
  put([&](transaction& t) { return add(t, office).and_then([&] { return add(t, school); }); });
  for (auto const* const name : kStaff) {
    add_staff(name, office.id);
  }
  for (auto const* const name : {"provider", "employer"}) {
    add_staff(name, school.id);
  }
  layla = {.id = new_id<person_id>(),
           .organisation = office.id,
           .caseworker = staff.at("caseworker").id,
           .local_number = "1",
           .name = "ليلى",
           .registered_on = kFirstDay};
  other = {.id = new_id<person_id>(),
           .organisation = school.id,
           .local_number = "2",
           .name = "Somebody else",
           .registered_on = kFirstDay};
  put([&](transaction& t) { return add(t, layla).and_then([&] { return add(t, other); }); });
  give_token("newcomer", role::newcomer, format_id(layla.id), "");
  give_token("stranger", role::newcomer, format_id(other.id), "");
}

void api_world::TearDown() {
  router_.reset();
  context_.reset();
}

staff_record api_world::add_staff(std::string const& role_name, organisation_id const& of) {
  auto s =
      staff_record{.id = new_id<staff_id>(), .organisation = of, .name = "Staff", .role = role_name, .active = true};
  put([&](transaction& t) { return add(t, s); });
  staff[role_name] = s;
  give_token(role_name, parse_word<role>(role_name).value(), format_id(s.id), format_id(of));
  return s;
}

void api_world::put(std::function<result<void>(transaction&)> const& work) {
  auto const done = store_for_tests::write(
      at_work->cases(), {.actor = "setup", .name = "setup"}, {.key = "setup" + std::to_string(++keys_), .request = "r"},
      [&](transaction& t) -> result<std::string> { return work(t).map([] { return std::string{}; }); });
  ASSERT_TRUE(done) << done.error().message;
}

void api_world::give_token(std::string const& name, role const as, std::string const& id,
                           std::string const& organisation, flags const has) {
  auto const token = hash_of_token(name + std::to_string(token_list_.size()));
  tokens_[name] = token;
  auto words = json::array();
  for (auto i = std::size_t{0U}; i != count_of<flag>(); ++i) {
    if (has.has(static_cast<flag>(i))) {
      words.push_back(word(static_cast<flag>(i)));
    }
  }
  token_list_.push_back({{"hash", hash_of_token(token)},
                         {"role", word(as)},
                         {"id", id},
                         {"organisation", organisation},
                         {"flags", words}});
  router_.reset();
}

void api_world::renew_routes() {
  auto read = test_tokens::read(json{{"format", "foothold-test-tokens-1"}, {"tokens", token_list_}}.dump(), "t");
  ASSERT_TRUE(read) << read.error().message;
  known_ = std::move(*read);
  context_ = std::make_shared<context const>(context{*at_work, known_, *words_, "t", names.get(), ground});
  router_.emplace();
  add_routes(*router_, context_);
  router_->on_error([this](http::request const& r, int const status) { return error_answer(*words_, r, status); });
}

answered api_world::ask(asked const& a) {
  if (!router_) {
    renew_routes();
  }
  auto r = http::request{};
  r.method = a.method;
  auto const mark = std::min(a.path.find('?'), a.path.size());
  r.path = "/api/v1" + a.path.substr(0U, mark);
  r.query = http::parse_query(std::string_view{a.path}.substr(std::min(mark + 1U, a.path.size())), 100U).value();
  if (!a.as.empty()) {
    r.headers.push_back({"authorization", "Bearer " + tokens_.at(a.as)});
  }
  for (auto const& h : a.headers) {
    r.headers.push_back({lower(h.name), h.value});
  }
  if (a.method != http::verb::get && a.key != "-") {
    r.headers.push_back({"idempotency-key", a.key.empty() ? "key-" + std::to_string(++keys_) : a.key});
  }
  if (!a.version.empty()) {
    r.headers.push_back({"if-match", '"' + a.version + '"'});
  }
  if (a.body) {
    if (http::find(r.headers, "content-type") == nullptr) {
      r.headers.push_back({"content-type", "application/json"});
    }
    r.body = *a.body;
  }
  if (auto const* const languages = http::find(r.headers, "accept-language")) {
    r.languages.push_back(*languages);
  }
  auto const page = router_->dispatch(r);
  auto const got = answered{.status = page.status,
                            .body = page.body,
                            .headers = page.headers,
                            .type = page.content_type,
                            .security_policy = page.security_policy};
  keep(r, a, got);
  return got;
}

}  // namespace foothold::api
