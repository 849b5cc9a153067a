#pragma once
// What a reader finds in a PDF, by pdftotext of poppler-utils.

#include <cstdlib>
#include <string>

#include "sys/file.h"
#include "temp_folder.h"

namespace foothold {

// In the order of reading; a form feed ends each page. Empty: it is no PDF.
inline std::string text_of_pdf(std::string const& bytes) {
  auto const folder = temp_folder{};
  folder.put("paper.pdf", bytes);
  auto const at = folder.path().string();
  auto const ended = std::system(("pdftotext -layout " + at + "/paper.pdf " + at + "/text").c_str());
  return ended == 0 ? read_file(folder.path() / "text").value_or(std::string{}) : std::string{};
}

}  // namespace foothold
