#pragma once
// A4 paper as PDF, in every script that the fonts of the machine have: shaped and in the direction of its language by
// Pango, drawn by Cairo. The same paper gives the same bytes. Safe from many threads.

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "print/qr_code.h"

namespace foothold {

// A name and what it is; the name stands at the edge where the language begins to write.
struct paper_line {
  std::string label{};
  std::string text{};
};
struct paper_section {
  std::string title{};
  std::vector<std::string> remarks{};
  std::vector<std::vector<paper_line>> entries{};
};
struct paper {
  std::string language{};  // BCP 47
  bool rtl{false};
  std::string title{};
  std::vector<std::string> lead{};
  std::optional<qr_code> code{};  // below the lead, 45 mm wide, with its quiet zone
  std::vector<paper_section> sections{};
  date made_on{};                                                       // in the properties of the file, without a time
  std::function<std::string(std::size_t page, std::size_t of)> foot{};  // of each page
};

struct printed_paper {
  std::string pdf{};  // bytes
  std::size_t pages{0U};
  std::size_t unknown_signs{0U};  // for which the machine has no font: drawn as boxes
};

// Text of a page can be found and copied; headings and paragraphs are tagged. broken: there is no font at all.
[[nodiscard]] result<printed_paper> print_paper(paper const& p);

}  // namespace foothold
