#include "pages/error_words.h"

namespace foothold::pages {

error_words words_of_status(int const status) {
  auto const unclear = status >= 400 && status < 500 && status != 404 && status != 405;
  auto const key = "error." + std::to_string(unclear ? 400 : status < 500 ? status : 500);
  return {.title = key + ".title", .text = unclear ? "error.404.text" : key + ".text"};
}

}  // namespace foothold::pages
