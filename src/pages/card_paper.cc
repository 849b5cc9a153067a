#include "pages/card_paper.h"

#include "print/qr_code.h"
#include "service/typed_secret.h"

namespace foothold {

std::string card_address(std::string_view const origin, std::string_view const language,
                         std::string_view const secret) {
  auto text = std::string{origin} + "/" + std::string{language} + "/card";
  return secret.empty() ? text : text + "#" + std::string{secret};
}

result<paper> paper_of_card(card_paper_wish const& wish, catalogue const& c) {
  auto picture = make_qr_code(card_address(wish.origin, c.language(), wish.secret));
  if (!picture) {
    return tl::make_unexpected(picture.error());
  }
  auto p = paper{};
  p.language = c.language();
  p.rtl = c.rtl();
  p.title = c("card.paper.title");
  p.lead = {c("card.paper.lead")};
  p.code = std::move(*picture);
  // Two lines, so that none is broken where somebody reads it out.
  auto const half = std::string_view{wish.secret}.substr(0U, wish.secret.size() / 2U);
  p.sections = {{.title = c("card.paper.use"),
                 .remarks = {c("card.paper.scan"), c("card.paper.type"), c("card.paper.pin")},
                 .entries = {{{c("card.paper.address"), card_address(wish.origin, c.language())},
                              {c("card.paper.number"), in_groups(half)},
                              {"", in_groups(std::string_view{wish.secret}.substr(half.size()))}}}},
                {.title = c("card.paper.lost"), .remarks = {c("card.paper.lost.text")}, .entries = {}}};
  p.made_on = wish.made_on;
  return p;
}

}  // namespace foothold
