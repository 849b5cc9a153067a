#include "app/office_site.h"

#include <chrono>
#include <thread>
#include <utility>

#include "api/documentation.h"
#include "api/export_json.h"
#include "api/export_paper.h"
#include "api/routes.h"
#include "http/http.h"
#include "pages/desk.h"
#include "pages/signin_pages.h"
#include "print/paper.h"
#include "service/housekeeping.h"
#include "service/name_index.h"
#include "service/ways_in.h"

namespace foothold {
namespace {

constexpr auto kLookAgain = std::chrono::milliseconds{500};  // for names that changed

result<std::string> as_pdf(exported_file const& file, catalogue const& words) {
  return print_paper(api::paper_of_export(file, words)).map([](printed_paper&& p) { return std::move(p.pdf); });
}

// A test token first, where there are any; then the session of the browser.
std::optional<visitor> visitor_of(api::test_tokens const& tokens, ways_in& in, sign_in_setting const& how,
                                  http::request const& r) {
  constexpr std::string_view kBearer{"Bearer "};
  auto const headers = http::all(r.headers, "authorization");
  if (headers.empty()) {
    return find_visitor(in, how, r);
  }
  auto const* const known = headers.size() == 1U && headers.front().starts_with(kBearer)
                                ? tokens.find(headers.front().substr(kBearer.size()))
                                : nullptr;
  return known == nullptr ? std::nullopt : std::optional{visitor{.who = *known, .session = {}, .form_token = {}}};
}

}  // namespace

struct office_site::state {
  state(installation& o, texts const& w, office_site_options given, std::unique_ptr<ways_in> i, time_zone z)
      : office{o}, words{w}, options{std::move(given)}, in{std::move(i)}, zone{std::move(z)} {}

  installation& office;
  texts const& words;
  office_site_options options;
  std::unique_ptr<ways_in> in;
  time_zone zone;
  name_index names{office.cases(), options.told.tenant};
  // Last, so that they end first.
  std::jthread keeping_names{[this](std::stop_token const& stop) { names.keep_up(stop, kLookAgain); }};
  std::jthread housekeeping{[this](std::stop_token const& stop) { keep_house_daily(office, options.told, stop); }};
};

office_site::office_site(std::unique_ptr<state> s) : state_{std::move(s)} {}
office_site::~office_site() = default;

result<std::unique_ptr<office_site>> office_site::open(installation& office, texts const& words,
                                                       office_site_options options) {
  auto in = ways_in::open(office);
  if (!in) {
    return tl::make_unexpected(in.error());
  }
  auto zone = time_zone::find("");
  if (!zone) {
    return fail(errc::broken, "ICU does not know the time zone of this machine");
  }
  return std::unique_ptr<office_site>{
      new office_site{std::make_unique<state>(office, words, std::move(options), std::move(*in), std::move(*zone))}};
}

ways_in& office_site::in() {
  return *state_->in;
}

void office_site::add_to(http::router& routes) {
  auto& s = *state_;
  auto const& o = s.options;
  auto const of = std::make_shared<api::context const>(
      api::context{.office = s.office,
                   .tokens = o.tokens,
                   .words = s.words,
                   .tenant = o.told.tenant,
                   .names = &s.names,
                   .ground = o.ground ? &*o.ground : nullptr,
                   .find_visitor = [&](http::request const& r) { return find_visitor(*s.in, o.how, r); }});
  api::add_routes(routes, of);
  api::add_readiness(routes, of);
  api::add_documentation(routes, s.words);
  add_signin_pages(routes, *s.in, s.words, o.how);
  add_desk_pages(routes,
                 std::make_shared<desk const>(
                     desk{.office = s.office,
                          .words = s.words,
                          .find_visitor = [&](http::request const& r) { return visitor_of(o.tokens, *s.in, o.how, r); },
                          .names = &s.names,
                          .zone = s.zone,
                          .as_json = api::export_as_json,
                          .as_paper = as_pdf}));
}

}  // namespace foothold
