#pragma once
// A newcomer's card as paper, in the person's language: the picture for a camera, the same as numbers to type, how to
// use it, and what to do when it is lost. Neither name nor PIN stand on it.

#include <string>
#include <string_view>

#include "base/date.h"
#include "base/result.h"
#include "print/paper.h"
#include "text/catalogue.h"

namespace foothold {

struct card_paper_wish {
  std::string origin{};  // "https://foothold.example": where the installation is reached
  std::string secret{};  // kCardDigits digits
  date made_on{};
};

// "https://foothold.example/ar/card"; with the secret behind "#" for the picture.
[[nodiscard]] std::string card_address(std::string_view origin, std::string_view language,
                                       std::string_view secret = {});

[[nodiscard]] result<paper> paper_of_card(card_paper_wish const& wish, catalogue const& c);

}  // namespace foothold
