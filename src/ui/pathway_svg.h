#pragma once
// A plan drawn as SVG. The wide picture runs along the months with one lane for each kind of step; the tall one, for
// phones, runs downwards. Both are mirrored for languages written from right to left. Colours are attributes, so the
// picture stands alone; classes let a page restyle it.

#include <string>

#include "text/catalogue.h"
#include "ui/views.h"

namespace foothold {

struct svg_options {
  bool standalone{false};  // with an XML namespace and a background: a file of its own
  std::string id{"way"};   // unique in the page: title and description are referred to by it
};

std::string wide_pathway_svg(plan_view const& plan, catalogue const& c, svg_options const& options);
std::string tall_pathway_svg(plan_view const& plan, catalogue const& c, svg_options const& options);

}  // namespace foothold
