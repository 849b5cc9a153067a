#include "api/documentation.h"

#include <span>

#include "api/answers.h"
#include "base/embedded.h"
#include "ui/frame.h"

namespace foothold {

std::span<embedded_file const> embedded_contract();

}  // namespace foothold

namespace foothold::api {

std::string_view contract_text() {
  return embedded_contract().front().bytes;
}

void add_documentation(http::router& to, texts const& words) {
  auto const page = std::make_shared<std::string const>(contract_page(words.english()));
  auto const style = http::csp_hash(std::string{page_style()} + std::string{report_style()});
  to.get("/api", [page, style](http::request const& /*r*/) {
    auto r = http::html(*page);
    r.style_hashes.push_back(style);
    return r;
  });
  to.get("/api/v1/openapi.yaml", [](http::request const& /*r*/) {
    auto r = http::response{};
    r.content_type = "application/yaml; charset=utf-8";
    r.fixed_body = contract_text();
    return r;
  });
  to.get("/api/v1/health", [](http::request const& /*r*/) { return http::json(R"({"state":"alive"})"); });
}

void add_readiness(http::router& to, std::shared_ptr<context const> of) {
  to.get("/api/v1/ready", [of](http::request const& /*r*/) {
    auto const read = of->office.cases().read(installation_act{.actor = "api", .name = "ready"},
                                              [](installation_view&) -> result<void> { return {}; });
    return read ? http::json(R"({"state":"ready"})")
                : answer_problem(problem_of(read.error().code), of->words.english());
  });
}

}  // namespace foothold::api
