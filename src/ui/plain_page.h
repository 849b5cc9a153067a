#pragma once
// The page around the screens of signing in. Its title and icon say nothing of what it is for, as others may see the
// phone; it names nobody.

#include <string>
#include <string_view>
#include <vector>

#include "text/catalogue.h"
#include "ui/frame.h"
#include "ui/html.h"

namespace foothold {

struct plain_frame {
  std::string title{};
  std::vector<language_link> languages{};  // the same page in each language
  std::string script{};                    // address of a module of ours; empty: none
};

[[nodiscard]] std::string plain_page(plain_frame const& frame, catalogue const& c, body_writer const& body);

// What these pages have beside page_style(); both stand in one inline sheet.
[[nodiscard]] std::string plain_page_style();

}  // namespace foothold
