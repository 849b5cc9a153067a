#pragma once
// A small office behind the API, on either engine: organisations, staff of every role, one person with a file, and a
// token for each of them. Requests go through the router as the server would send them; every exchange is kept, so that
// all of them can be held against the contract.

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "api/routes.h"
#include "api/test_tokens.h"
#include "store/all_records.h"
#include "store/engines.h"
#include "store/repository.h"
#include "store_support/open_doors.h"

namespace foothold::api {

using json = nlohmann::json;

struct asked {
  http::verb method{http::verb::get};
  std::string path{};  // below /api/v1, with a query
  std::string as{};    // whose token; empty: none
  std::optional<std::string> body{};
  std::string version{};  // If-Match without its marks
  std::string key{};      // empty: a new one where one is needed; "-": none
  http::fields headers{};
};

struct answered {
  int status{0};
  std::string body;
  http::fields headers;
  std::string type;
  std::string security_policy;

  [[nodiscard]] std::string header(std::string_view const name) const {
    return std::string{http::value_or(headers, name)};
  }
  [[nodiscard]] json parsed() const { return json::parse(body); }
  [[nodiscard]] std::string id() const { return parsed().at("id").get<std::string>(); }
};

class api_world : public on_both_engines {
protected:
  void SetUp() override;
  void TearDown() override;

  answered ask(asked const& a);
  answered get(std::string const& as, std::string const& path, http::fields const& headers = {}) {
    return ask({.path = path, .as = as, .headers = headers});
  }
  answered post(std::string const& as, std::string const& path, json const& body, http::fields const& headers = {}) {
    return ask({.method = http::verb::post, .path = path, .as = as, .body = body.dump(), .headers = headers});
  }
  answered change(http::verb const method, std::string const& as, std::string const& path, std::string const& version,
                  std::optional<json> const& body = std::nullopt) {
    return ask({.method = method,
                .path = path,
                .as = as,
                .body = body ? std::optional{body->dump()} : std::nullopt,
                .version = version});
  }
  // Rows that are there, whoever may write them.
  void put(std::function<result<void>(transaction&)> const& work);
  // Gives somebody a token by this name.
  void give_token(std::string const& name, role as, std::string const& id, std::string const& organisation,
                  flags has = all_of<flag>());
  staff_record add_staff(std::string const& role_name, organisation_id const& of);

  [[nodiscard]] std::string layla_path(std::string const& rest = {}) const {
    return "/persons/" + format_id(layla.id) + rest;
  }

  vault_options vaults{.folder = folder.path() / "keys", .master = {.file = folder.path() / "master.key"}};
  std::unique_ptr<installation> at_work;
  std::unique_ptr<name_index> names;
  planning_ground const* ground{nullptr};  // set before the first question
  organisation_record office{}, school{};
  std::map<std::string, staff_record> staff;  // by the name of the role
  person_record layla{}, other{};

private:
  void renew_routes();
  std::map<std::string, std::string> tokens_;  // by name
  json token_list_ = json::array();
  test_tokens known_;
  std::optional<texts> words_;
  std::shared_ptr<context const> context_;
  std::optional<http::router> router_;
  int keys_{0};
};

}  // namespace foothold::api
