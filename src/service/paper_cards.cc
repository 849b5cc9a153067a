#include "service/paper_cards.h"

#include "service/easy_secrets.h"
#include "service/typed_secret.h"
#include "store/cards.h"
#include "store/person_records.h"
#include "store/repository.h"

namespace foothold {
namespace {

constexpr auto kHashed = std::string_view{"card"};

installation_act act_of(std::optional<card_row> const& card, char const* const name) {
  auto const who = card ? format_id(card->person) : std::string{};
  return {.actor = card ? who : "signin", .name = name, .subject = who};
}

result<std::string> language_of(transaction& t, person_id const& person, std::string const& wished) {
  if (!wished.empty()) {
    return wished;
  }
  auto const spoken = list_by<communication_record>(t, "person", person, {.limit = 1});
  return spoken && !spoken->rows.empty() && !spoken->rows.front().language.empty() ? spoken->rows.front().language
                                                                                   : std::string{"en"};
}

// One that was chosen is as it is; one at random is drawn until it is not easy.
result<std::string> pin_for(std::optional<std::string> const& chosen) {
  if (!chosen) {
    auto pin = random_digits(kPinDigits);
    while (is_easy_pin(pin, std::nullopt)) {
      pin = random_digits(kPinDigits);
    }
    return pin;
  }
  auto typed = typed_digits(*chosen);
  if (!typed || typed->size() != kPinDigits) {
    return fail(errc::bad_input, "a PIN has six digits");
  }
  return std::move(*typed);
}

access_request asked_for(actor const& by, purpose const why, action const what, person_id const& person) {
  return {.by = by, .what = what, .of = {.subject = format_id(person)}, .for_what = why};
}

entry refusal_of(std::optional<card_row> const& card, bool const charged, instant const now) {
  if (!card || charged) {
    return entry::wrong;
  }
  return card->locked || card->paused_until <= now ? entry::locked : entry::paused;
}

}  // namespace

result<made_card> make_card(ways_in& in, card_wish const& wish) {
  constexpr auto kTries = 8;
  for (auto i = 0; i != kTries; ++i) {
    auto made = made_card{.secret = new_secret_digits(kCardDigits), .pin = {}, .language = {}};
    auto pin = pin_for(wish.pin);
    if (!pin) {
      return tl::make_unexpected(pin.error());
    }
    made.pin = std::move(*pin);
    auto const pin_hash = in.keeper().slow_hash(made.pin, in.costs().pin);
    if (!pin_hash) {
      return tl::make_unexpected(pin_hash.error());
    }
    auto easy = false;
    auto const written = in.cases().write(
        asked_for(wish.by, wish.why, action::add, wish.person), once(), [&](transaction& t) -> result<std::string> {
          auto const who = find<person_record>(t, wish.person);
          if (!who) {
            return tl::make_unexpected(who.error());
          }
          easy = is_easy_pin(made.pin, who->birth);
          if (easy) {
            return fail(errc::bad_input, "this PIN is too easy to guess");
          }
          auto const language = language_of(t, wish.person, wish.language);
          if (!language) {
            return tl::make_unexpected(language.error());
          }
          made.language = *language;
          return add_card(t, {.id = new_id<card_id>(),
                              .person = wish.person,
                              .secret_hash = in.keeper().keyed_hash(kHashed, made.secret),
                              .pin_hash = *pin_hash,
                              .language = made.language,
                              .made_by = t.granted().by()})
              .map([] { return std::string{}; });
        });
    if (written) {
      return made;
    }
    if (!easy || wish.pin) {
      return tl::make_unexpected(written.error());
    }
  }
  return fail(errc::broken, "no PIN could be drawn");
}

result<void> revoke_card(ways_in& in, actor const& by, person_id const& person, purpose const why) {
  return in.cases()
      .write(asked_for(by, why, action::change_part, person), once(),
             [&](transaction& t) -> result<std::string> {
               return revoke_cards(t, person).map([] { return std::string{}; });
             })
      .map([](change_answer const& /*a*/) {});
}

result<signed_in> sign_in_with_card(ways_in& in, std::string_view const secret, std::string_view const pin,
                                    sign_in_place const& where) {
  auto card = std::optional<card_row>{};
  auto const hash = in.keeper().keyed_hash(kHashed, secret);
  auto const looked =
      in.cases().read({.actor = "signin", .name = "card.look"}, [&](installation_view& s) -> result<void> {
        card = find_card(s, hash);
        return {};
      });
  if (!looked) {
    return tl::make_unexpected(looked.error());
  }
  auto charged = false;
  auto const tried =
      in.cases().write(act_of(card, "card.try"), once(), [&](installation_change& t) -> result<std::string> {
        charged = card && try_card(t, card->id);
        return std::string{};
      });
  if (!tried) {
    return tl::make_unexpected(tried.error());
  }
  auto const right = in.keeper().fits(card ? std::optional{card->pin_hash} : std::nullopt, pin, in.costs().pin);
  if (!right) {
    return tl::make_unexpected(right.error());
  }
  auto in_now = signed_in{.how = refusal_of(card, charged, in.now()), .session = {}};
  auto const good = charged && *right;
  auto const written = in.cases().write(
      act_of(card, good ? "session.begin" : "session.refused"), once(),
      [&](installation_change& t) -> result<std::string> {
        if (good && card_went_well(t, card->id)) {
          in_now = {.how = entry::open,
                    .session = begin_session(
                        t, {.id = format_id(card->person), .as = role::newcomer, .organisation = {}, .card = card->id},
                        where)};
        }
        return std::string{};
      });
  return written.map([&](change_answer const& /*a*/) { return std::move(in_now); });
}

}  // namespace foothold
