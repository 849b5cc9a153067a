#pragma once
// What an installation serves: the API, the pages of signing in and of the desk, and what works beside them, the index
// of names and the housekeeping. The same for an office and for the demo's.

#include <memory>
#include <optional>

#include "api/test_tokens.h"
#include "base/result.h"
#include "http/router.h"
#include "pages/session_cookie.h"
#include "service/installation.h"
#include "service/settings.h"
#include "service/territory_snapshots.h"
#include "service/texts.h"

namespace foothold {

struct office_site_options {
  settings told{};
  api::test_tokens tokens{};
  sign_in_setting how{};
  std::optional<planning_ground> ground{};  // nothing: nobody is planned for
};

class office_site {
public:
  // Installation and texts must outlive it.
  [[nodiscard]] static result<std::unique_ptr<office_site>> open(installation& office, texts const& words,
                                                                 office_site_options options);
  ~office_site();
  office_site(office_site const&) = delete;
  office_site& operator=(office_site const&) = delete;

  // It must outlive the routes.
  void add_to(http::router& routes);
  [[nodiscard]] ways_in& in();

private:
  struct state;
  explicit office_site(std::unique_ptr<state> s);
  std::unique_ptr<state> state_;
};

}  // namespace foothold
