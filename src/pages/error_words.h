#pragma once
// How a page says what went wrong with a request.

#include <string>

namespace foothold::pages {

// Keys of the catalogue.
struct error_words {
  std::string title, text;
};

// A request that is not understood is the reader's wrong address to them, whatever the number.
[[nodiscard]] error_words words_of_status(int status);

}  // namespace foothold::pages
