#include "service/person_rows.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "interop/person_json.h"

namespace foothold {
namespace {

// What portrait.cc reads the other way.
constexpr auto kSchooling = std::to_array<std::pair<std::string_view, std::string_view>>(
    {{"schooling:primary", "1"}, {"schooling:lower", "2"}, {"schooling:upper", "3"}, {"schooling:tertiary", "5"}});
constexpr auto kScripts = std::to_array<std::pair<std::string_view, std::string_view>>({{"literacy:latin", "Latn"},
                                                                                        {"literacy:arabic", "Arab"},
                                                                                        {"literacy:cyrillic", "Cyrl"},
                                                                                        {"literacy:ethiopic", "Ethi"},
                                                                                        {"literacy:greek", "Grek"}});
constexpr auto kSkills = std::to_array(
    {language_skill::listening, language_skill::reading, language_skill::speaking, language_skill::writing});
constexpr std::string_view kLanguage{"language:"};
constexpr std::string_view kPaper{"document:"};

// "language:de:a2" -> "de", "a2"; nothing for another fact.
std::optional<std::pair<std::string_view, std::string_view>> language_and_level(std::string_view fact) {
  if (!fact.starts_with(kLanguage)) {
    return std::nullopt;
  }
  fact.remove_prefix(kLanguage.size());
  auto const colon = fact.find(':');
  return colon == std::string_view::npos ? std::nullopt
                                         : std::optional{std::pair{fact.substr(0U, colon), fact.substr(colon + 1U)}};
}

class row_maker {
public:
  row_maker(person const& who, territory const& t, household_id const& household)
      : who_{who}, t_{t}, household_{household} {}

  case_rows make() && {
    put_person();
    put_law();
    put_week();
    for (auto const& f : who_.facts) {
      put_fact(f);
    }
    for (auto const c : who_.cares_for) {
      put_child(t_.children[c]);
    }
    for (auto const& g : who_.goals) {
      put_wish(g);
    }
    return std::move(out_);
  }

private:
  [[nodiscard]] person_id const& id() const { return out_.person.id; }

  void put_person() {
    out_.household = household_record{.id = household_, .area = t_.zones[who_.home]};
    out_.person.id = new_id<person_id>();
    out_.person.household = household_;
    out_.person.name = who_.name;
    out_.person.birth = who_.birth;
    if (who_.sex != sex::unknown) {
      out_.person.gender = word_for(who_.sex);
    }
  }

  // The stretch that is in force, and before it the one of registration, where that is another.
  void put_law() {
    auto const& law = who_.legal;
    if (law.arrived) {
      out_.origins.push_back({.id = new_id<decltype(origin_record::id)>(), .person = id(), .arrived = law.arrived});
    }
    auto const since = law.status_since.value_or(law.registered.value_or(law.arrived.value_or(t_.as_of)));
    // Two stretches of one status without a gap are one, so what went before is said to be an application.
    if (law.registered && (law.status != residence_status::applicant || *law.registered != since)) {
      out_.status_periods.push_back({.id = new_id<decltype(status_period_record::id)>(),
                                     .person = id(),
                                     .status = std::string{word_for(residence_status::applicant)},
                                     .from = *law.registered,
                                     .until = std::max(*law.registered, since - days{1})});
    }
    out_.status_periods.push_back({.id = new_id<decltype(status_period_record::id)>(),
                                   .person = id(),
                                   .status = std::string{word_for(law.status)},
                                   .from = since,
                                   .until = law.permit_until});
    if (law.has_travel_document) {
      put_paper("passport", *law.has_travel_document ? "original" : "lost");
    }
  }
  void put_paper(std::string_view const kind, std::string_view const state) {
    out_.papers.push_back(
        {.id = new_id<paper_id>(), .person = id(), .kind = std::string{kind}, .state = std::string{state}});
  }

  void put_week() {
    out_.mobilities.push_back({.id = new_id<decltype(mobility_record::id)>(),
                               .person = id(),
                               .area = t_.zones[who_.home],
                               .modes = who_.modes,
                               .most_minutes = who_.max_travel_minutes,
                               .available = who_.available,
                               .ready_on = who_.ready,
                               .most_weekly_minutes = who_.max_weekly_minutes});
  }

  void put_fact(held_fact const& held) {
    auto const& fact = t_.facts.name(held.fact);
    auto const* const school = std::ranges::find(kSchooling, fact, &decltype(kSchooling)::value_type::first);
    auto const* const script = std::ranges::find(kScripts, fact, &decltype(kScripts)::value_type::first);
    if (held.from) {
      put_certificate(fact, held.from);
    } else if (auto const spoken = language_and_level(fact)) {
      put_language(spoken->first, spoken->second);
    } else if (fact.starts_with(kPaper)) {
      put_paper(fact.substr(kPaper.size()), "original");
    } else if (school != kSchooling.end()) {
      out_.educations.push_back({.id = new_id<decltype(education_record::id)>(),
                                 .person = id(),
                                 .level = std::string{school->second},
                                 .finished = true});
    } else if (script != kScripts.end()) {
      out_.scripts.push_back({.id = new_id<decltype(script_record::id)>(),
                              .person = id(),
                              .script = std::string{script->second},
                              .reads = "well",
                              .writes = "well"});
    } else {
      put_certificate(fact, std::nullopt);
    }
  }
  void put_language(std::string_view const language, std::string_view const level) {
    for (auto const skill : kSkills) {
      out_.languages.push_back({.id = new_id<decltype(language_record::id)>(),
                                .person = id(),
                                .language = std::string{language},
                                .skill = skill,
                                .level = std::string{level},
                                .evidence = evidence_level::seen});
    }
  }
  // What has no table of its own is kept as what it proves.
  void put_certificate(std::string const& fact, std::optional<date> const from) {
    out_.certificates.push_back({.id = new_id<decltype(certificate_record::id)>(),
                                 .person = id(),
                                 .fact = fact,
                                 .name = fact,
                                 .issued_on = from});
  }

  void put_child(child const& c) {
    auto const kid = child_record{.id = new_id<child_id>(), .household = household_, .carer = id(), .birth = c.birth};
    out_.care_needs.push_back({.id = new_id<decltype(care_need_record::id)>(),
                               .child = kid.id,
                               .carer = id(),
                               .covered = c.covered,
                               .covered_until = c.covered_until});
    out_.children.push_back(kid);
  }

  void put_wish(goal_wish const& g) {
    constexpr auto kKinds = std::to_array<std::string_view>({"occupation", "vacancy", "fields", "self_employment"});
    out_.wishes.push_back({.id = new_id<decltype(wish_record::id)>(),
                           .person = id(),
                           .rank = static_cast<std::int64_t>(out_.wishes.size()) + 1,
                           .kind = std::string{kKinds.at(static_cast<std::size_t>(g.kind))},
                           .target = g.kind == goal_kind::self_employment ? std::string{} : g.text});
  }

  person const& who_;
  territory const& t_;
  household_id household_;
  case_rows out_{};
};

}  // namespace

case_rows rows_of_person(person const& who, territory const& t, household_id const& household) {
  return row_maker{who, t, household}.make();
}

std::string first_language(person const& who, territory const& t) {
  auto best = std::pair<std::string_view, std::string_view>{};
  for (auto const& f : who.facts) {
    auto const spoken = language_and_level(t.facts.name(f.fact));
    if (spoken && spoken->second > best.second) {
      best = *spoken;
    }
  }
  return std::string{best.first};
}

}  // namespace foothold
