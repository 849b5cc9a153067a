#pragma once
// The query string of a person's pages: read, checked, and written again into links.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <tl/expected.hpp>

#include "http/message.h"
#include "service/office.h"
#include "ui/url.h"

namespace foothold::pages {

// The error is the catalogue's key of what is wrong.
tl::expected<answers, std::string_view> read_answers(http::fields const& query);

// goal, hours, care and travel as they stand in the query, without empty ones.
std::vector<std::pair<std::string, std::string>> kept(http::fields const& query);

// The address with those parameters, but one left out.
url with_kept(url to, http::fields const& query, std::string_view without = {});

// The hours of the two forms that choose them: f0..t6 for the days, h for half hours. Nothing without any of them;
// the error as above.
tl::expected<std::optional<week_pattern>, std::string_view> read_hours_form(http::fields const& query);

}  // namespace foothold::pages
