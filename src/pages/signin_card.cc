#include "pages/signin_site.h"
#include "service/paper_cards.h"
#include "service/typed_secret.h"

namespace foothold::pages {
namespace {

http::response card_page(signin_visit const& v, std::string fault = {}) {
  auto const frame = signin_frame(v, v.c("card.title"), "card", true);
  return signin_page(
      v, card_screen(frame, v.c,
                     {.to = signin_url(v.c, "card"), .staff = signin_url(v.c, "sign-in"), .fault = std::move(fault)}));
}

std::string pin_html(signin_visit const& v, std::string card, bool const shared, std::string fault) {
  return pin_screen(
      signin_frame(v, v.c("card.pin.title"), "card", true), v.c,
      {.to = signin_url(v.c, "card"), .card = std::move(card), .shared = shared, .fault = std::move(fault)});
}

std::string sentence_of(catalogue const& c, entry const how) {
  switch (how) {
    case entry::paused:
      return c("card.paused");
    case entry::locked:
      return c("card.locked");
    case entry::wrong:
    case entry::open:
      break;
  }
  return c("card.wrong");
}

// First the card alone, whoever's it is; then the card with the PIN. Whether there is such a card is told only together
// with the PIN.
http::response take_card(signin_visit const& v) {
  auto const card = typed_secret(v.field("card"), kCardDigits);
  if (!card) {
    return card_page(v, v.c("card.number.slip"));
  }
  auto const shared = v.field("phone") == "shared";
  if (http::find(v.request.form, "pin") == nullptr) {
    return signin_page(v, pin_html(v, *card, shared, {}));
  }
  if (auto const wait = wait_of(v); wait.wait.count() != 0) {
    return wait_page(v, pin_html(v, *card, shared, wait.sentence), wait);
  }
  auto const pin = typed_digits(v.field("pin")).value_or(std::string{});
  auto const done = sign_in_with_card(v.of.in, *card, pin, v.place(shared));
  if (!done) {
    return busy_page(v, "card");
  }
  if (done->how == entry::open) {
    return welcome(v, done->session);
  }
  return signin_page(v, pin_html(v, *card, shared, sentence_of(v.c, done->how)));
}

}  // namespace

void add_card_pages(std::function<void(http::verb, std::string, signin_handler)> const& add) {
  add(http::verb::get, "card", [](signin_visit const& v) { return card_page(v); });
  add(http::verb::post, "card", take_card);
}

}  // namespace foothold::pages
