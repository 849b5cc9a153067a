// foothold card new | revoke

#include <cstdio>
#include <memory>
#include <string>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/admin.h"
#include "app/commands.h"
#include "app/report.h"
#include "app/sign_in_origin.h"
#include "pages/card_paper.h"
#include "service/paper_cards.h"
#include "service/staff.h"
#include "service/texts.h"
#include "sys/file.h"

namespace foothold {
namespace {

using nlohmann::json;

struct card_asked {
  std::unique_ptr<ways_in> in;
  actor by{};
  person_id person{};
};

result<card_asked> read_asked(installation& office, json const& asked) {
  auto const by = parse_id_as<staff_id>(asked.at("by").get<std::string>());
  auto const person = parse_id_as<person_id>(asked.at("person").get<std::string>());
  if (!by || !person) {
    return fail(errc::bad_input, "--by and --person are ids: 32 digits 0 to 9 and a to f");
  }
  auto who = acting_staff(office, *by);
  if (!who) {
    return tl::make_unexpected(who.error());
  }
  return ways_in::open(office).map(
      [&](std::unique_ptr<ways_in>&& in) { return card_asked{std::move(in), std::move(*who), *person}; });
}

// The paper in the language of the card, or in English where it is not spoken here.
result<std::string> print_card(card_new_options const& o, json const& made) {
  auto const told = read_settings(o.office.data);
  if (!told) {
    return tl::make_unexpected(told.error());
  }
  auto const words = load_texts(o.office.data / "packs" / "texts");
  if (!words) {
    return tl::make_unexpected(words.error());
  }
  auto const* const spoken = words->find(made.at("language").get<std::string>());
  auto const p = paper_of_card(
      {.origin = origin_of(*told), .secret = made.at("secret").get<std::string>(), .made_on = today(machine_clock{})},
      spoken == nullptr ? words->english() : *spoken);
  if (!p) {
    return tl::make_unexpected(p.error());
  }
  return print_paper(*p).map([](printed_paper&& done) { return std::move(done.pdf); });
}

}  // namespace

result<json> admin_new_card(installation& office, json const& asked, tell_progress const& /*tell*/) {
  auto const of = read_asked(office, asked);
  if (!of) {
    return tl::make_unexpected(of.error());
  }
  auto wish = card_wish{.by = of->by, .person = of->person, .language = asked.value("language", "")};
  if (asked.contains("pin")) {
    wish.pin = asked.at("pin").get<std::string>();
  }
  return make_card(*of->in, wish).map([](made_card const& c) {
    return json{{"format", "foothold-card/1"}, {"secret", c.secret}, {"pin", c.pin}, {"language", c.language}};
  });
}

result<json> admin_revoke_card(installation& office, json const& asked, tell_progress const& /*tell*/) {
  auto const of = read_asked(office, asked);
  if (!of) {
    return tl::make_unexpected(of.error());
  }
  return revoke_card(*of->in, of->by, of->person).map([] { return json{{"format", "foothold-card/1"}}; });
}

int run_card_new(card_new_options const& options) {
  auto asked = json{{"person", options.person}, {"by", options.by}, {"language", options.language}};
  if (!options.pin.empty()) {
    asked["pin"] = options.pin;
  }
  auto const made = ask_office(options.office, "card.new", asked);
  if (!made) {
    return report(made.error());
  }
  auto const pdf = print_card(options, *made);
  if (!pdf) {
    return report(pdf.error());
  }
  if (auto const written = write_file(options.out, *pdf, readers::owner); !written) {
    return report(written.error());
  }
  auto const pin = (*made)["pin"].get<std::string>();
  if (options.office.format == output_format::json) {
    fmt::print("{}\n", json{{"format", "foothold-card/1"}, {"pin", pin}, {"language", (*made)["language"]}}.dump(2));
  } else {
    fmt::print("{}\n", pin);
    fmt::print(stderr,
               "This PIN is told to the person and to nobody else; it does not stand on the card. The card is in {}.\n",
               options.out.string());
  }
  return kDone;
}

int run_card_revoke(card_revoke_options const& options) {
  auto const done = ask_office(options.office, "card.revoke", {{"person", options.person}, {"by", options.by}});
  if (!done) {
    return report(done.error());
  }
  if (options.office.format == output_format::json) {
    fmt::print("{}\n", done->dump(2));
  } else {
    fmt::print(stderr, "The card opens nothing any more, and every session that began with it has ended.\n");
  }
  return kDone;
}

}  // namespace foothold
