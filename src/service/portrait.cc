#include "service/portrait.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "interop/person_json.h"
#include "service/planning.h"

namespace foothold {
namespace {

constexpr auto kTravelMinutes = std::uint16_t{60U};
constexpr auto kWeeklyMinutes = std::uint16_t{40U * 60U};
constexpr auto kMostWeeklyMinutes = std::int64_t{168 * 60};
constexpr auto kAllModes = std::int64_t{15};

using enum note_kind;

// Completed schooling by its level of ISCED 2011; who completed one completed those before.
constexpr auto kSchooling = std::to_array<std::pair<char, std::string_view>>(
    {{'1', "schooling:primary"}, {'2', "schooling:lower"}, {'3', "schooling:upper"}, {'5', "schooling:tertiary"}});
constexpr auto kTravelPapers = std::to_array<std::string_view>({"passport", "travel_document"});
constexpr auto kScripts = std::to_array<std::pair<std::string_view, std::string_view>>({{"Latn", "literacy:latin"},
                                                                                        {"Arab", "literacy:arabic"},
                                                                                        {"Cyrl", "literacy:cyrillic"},
                                                                                        {"Ethi", "literacy:ethiopic"},
                                                                                        {"Grek", "literacy:greek"}});

bool in_force(std::optional<date> const from, std::optional<date> const until, date const on) {
  return (!from || *from <= on) && (!until || *until >= on);
}

class portrait_maker {
public:
  portrait_maker(case_rows const& rows, territory const& t, date const as_of) : rows_{rows}, t_{t}, as_of_{as_of} {}

  portrait make() && {
    who().id = format_id(rows_.person.id);
    read_identity();
    read_week();
    read_home();
    read_status();
    read_arrival();
    read_papers();
    read_languages();
    read_scripts();
    read_educations();
    read_certificates();
    read_children();
    read_wishes();
    put_in_order();
    return std::move(out_);
  }

private:
  person& who() { return out_.who; }
  void note(note_kind const kind, std::string_view const table, std::string_view const field,
            std::string_view const why) {
    out_.notes.push_back({kind, std::string{table}, std::string{field}, std::string{why}});
  }

  void read_identity() {
    auto const& p = rows_.person;
    if (auto const known = p.gender ? sex_in_word(*p.gender) : std::nullopt) {
      who().sex = *known;
    } else if (p.gender) {
      note(not_understood, "persons", "gender", "other_word");
    } else {
      note(left_open, "persons", "gender", "not_answered");
    }
    if (p.birth) {
      who().birth = *p.birth;
    } else if (p.birth_year_estimated && *p.birth_year_estimated >= 1900 && *p.birth_year_estimated <= 2200) {
      // As registers write an estimated year.
      who().birth = date{std::chrono::year{static_cast<int>(*p.birth_year_estimated)} / 1 / 1};
      note(assumed, "persons", "birth", "first_of_january");
    } else {
      note(needed, "persons", "birth", "not_answered");
    }
  }

  void read_week() {
    if (rows_.mobilities.size() != 1U) {
      note(needed, "mobilities", "available", rows_.mobilities.empty() ? "not_answered" : "several");
      return;
    }
    auto const& m = rows_.mobilities.front();
    who().available = m.available;
    if (m.available.empty()) {
      note(needed, "mobilities", "available", "not_answered");
    }
    auto const modes = m.modes & kAllModes;
    who().modes = static_cast<std::uint8_t>(modes == 0 ? std::int64_t{kWalk} : modes);
    if (modes == 0) {
      note(assumed, "mobilities", "modes", "on_foot");
    }
    who().max_travel_minutes = kTravelMinutes;
    if (m.most_minutes > 0) {
      who().max_travel_minutes =
          static_cast<std::uint16_t>(std::min<std::int64_t>(m.most_minutes, std::int64_t{kMinutesPerDay}));
    } else {
      note(assumed, "mobilities", "most_minutes", "an_hour");
    }
    who().max_weekly_minutes = kWeeklyMinutes;
    if (m.most_weekly_minutes > 0) {
      who().max_weekly_minutes = static_cast<std::uint16_t>(std::min(m.most_weekly_minutes, kMostWeeklyMinutes));
    } else {
      note(assumed, "mobilities", "most_weekly_minutes", "forty_hours");
    }
    who().ready = m.ready_on;
    if (m.licence) {
      note(not_understood, "mobilities", "licence", "own_words");
    }
  }

  void read_home() {
    auto const has_home = rows_.household && !rows_.household->area.empty();
    auto const area = has_home                        ? rows_.household->area
                      : rows_.mobilities.size() == 1U ? rows_.mobilities.front().area
                                                      : std::string{};
    auto const* const table = has_home ? "households" : "mobilities";
    for (auto const z : t_.zones.ids()) {
      if (t_.zones[z] == area) {
        who().home = z;
        return;
      }
    }
    note(needed, table, "area", area.empty() ? "not_answered" : "not_in_territory");
  }

  // The stretch of the legal timeline that the day lies in. Two that disagree are none.
  status_period_record const* stretch_of_day() {
    auto const* found = static_cast<status_period_record const*>(nullptr);
    for (auto const& s : rows_.status_periods) {
      if (!in_force(s.from, s.until, as_of_)) {
        continue;
      }
      if (found != nullptr && found->status != s.status) {
        note(needed, "status_periods", "status", "several");
        return nullptr;
      }
      if (found == nullptr || std::pair{found->from, found->id} < std::pair{s.from, s.id}) {
        found = &s;
      }
    }
    if (found == nullptr) {
      note(needed, "status_periods", "status", "none_on_the_day");
    }
    return found;
  }

  // Since when without a gap.
  date beginning_of(status_period_record const& s) const {
    auto since = s.from;
    for (auto earlier = true; earlier;) {
      earlier = false;
      for (auto const& before : rows_.status_periods) {
        if (before.status == s.status && before.from < since && before.until && *before.until + days{1} >= since) {
          since = before.from;
          earlier = true;
        }
      }
    }
    return since;
  }

  void read_status() {
    auto const* const s = stretch_of_day();
    if (s == nullptr) {
      return;
    }
    auto const known = status_in_word(s->status);
    if (!known) {
      note(needed, "status_periods", "status", "other_word");
      return;
    }
    who().legal.status = *known;
    who().legal.status_since = beginning_of(*s);
    who().legal.permit_until = s->until;
    if (s->work_from && !s->limits) {
      hold(std::string{kWorkAccessEmployment}, s->work_from, "status_periods", "work_from");
    }
    if (s->limits) {
      note(not_understood, "status_periods", "limits", "own_words");
    }
  }

  void read_arrival() {
    for (auto const& o : rows_.origins) {
      if (!o.arrived || (who().legal.arrived && *who().legal.arrived == *o.arrived)) {
        continue;
      }
      if (who().legal.arrived) {
        who().legal.arrived.reset();
        note(left_open, "origins", "arrived", "several");
        break;
      }
      who().legal.arrived = o.arrived;
    }
    for (auto const& s : rows_.status_periods) {
      auto const known = status_in_word(s.status);
      auto const registers =
          known && (*known == residence_status::applicant || *known == residence_status::temporary_protection);
      auto& registered = who().legal.registered;
      if (registers && s.from <= as_of_ && (!registered || s.from < *registered)) {
        registered = s.from;
      }
    }
    if (who().legal.registered) {
      note(assumed, "status_periods", "from", "day_of_registration");
    }
  }

  void read_papers() {
    for (auto const& p : rows_.papers) {
      auto const held = p.state == "original" && in_force(p.from, p.until, as_of_);
      if (std::ranges::find(kTravelPapers, p.kind) != kTravelPapers.end()) {
        auto& answer = who().legal.has_travel_document;
        answer = held || answer.value_or(false);
      } else if (held) {
        hold("document:" + p.kind, std::nullopt, "papers", "kind");
      } else {
        note(left_open, "papers", "state", "not_in_hand");
      }
    }
  }

  // The weakest of the four skills, which all must be there: a level is that of a test.
  void read_languages() {
    auto seen = std::vector<std::string_view>{};
    for (auto const& l : rows_.languages) {
      if (std::ranges::find(seen, l.language) == seen.end()) {
        seen.emplace_back(l.language);
        read_language(l.language);
      }
    }
  }
  void read_language(std::string const& language) {
    auto const ladder = ladder_of("language");
    auto skills = std::array<bool, 4U>{};
    auto lowest = ladder.size();
    auto told = false;
    for (auto const& l : rows_.languages) {
      if (l.language != language) {
        continue;
      }
      auto const level = l.level == "native" ? std::string_view{"c2"} : std::string_view{l.level};
      auto const at = static_cast<std::size_t>(std::ranges::find(ladder, level) - ladder.begin());
      if (at == ladder.size()) {
        note(not_understood, "languages", "level", "other_word");
        return;
      }
      lowest = std::min(lowest, at);
      skills.at(static_cast<std::size_t>(l.skill)) = true;
      told = told || l.evidence == evidence_level::told;
    }
    if (!std::ranges::all_of(skills, [](bool const there) { return there; })) {
      note(left_open, "languages", "skill", "not_all_four");
      return;
    }
    for (auto at = lowest + 1U; at-- > 0U;) {
      auto const fact = fmt::format("language:{}:{}", language, ladder[at]);
      if (t_.facts.find(fact)) {
        hold(fact, std::nullopt, "languages", "level");
        if (told) {
          note(assumed, "languages", "evidence", "as_told");
        }
        return;
      }
    }
    note(not_here, "languages", "language", "not_in_territory");
  }

  void read_scripts() {
    for (auto const& s : rows_.scripts) {
      if (s.reads != "well" || s.writes != "well") {
        continue;
      }
      hold_if_known("literacy:first");
      auto const* const known = std::ranges::find(kScripts, s.script, &decltype(kScripts)::value_type::first);
      if (known == kScripts.end()) {
        note(not_understood, "scripts", "script", "other_word");
      } else {
        hold(std::string{known->second}, std::nullopt, "scripts", "script");
      }
    }
  }

  void read_educations() {
    for (auto const& e : rows_.educations) {
      if (!e.finished) {
        continue;
      }
      if (e.level.size() != 1U || e.level < "0" || e.level > "8") {
        note(not_understood, "educations", "level", "other_word");
        continue;
      }
      for (auto const& [level, fact] : kSchooling) {
        if (level <= e.level.front()) {
          hold_if_known(fact);
        }
      }
    }
  }

  void read_certificates() {
    for (auto const& c : rows_.certificates) {
      if (c.fact.empty()) {
        note(not_understood, "certificates", "name", "own_words");
      } else if (c.valid_until && *c.valid_until < as_of_) {
        note(left_open, "certificates", "valid_until", "over");
      } else {
        hold(c.fact, c.issued_on, "certificates", "fact");
        if (c.valid_until) {
          note(assumed, "certificates", "valid_until", "renewed_in_time");
        }
      }
    }
  }

  void read_children() {
    for (auto const& c : rows_.children) {
      auto kid = child{};
      kid.id = format_id(c.id);
      kid.birth = c.birth;
      auto care = std::vector<care_need_record const*>{};
      for (auto const& n : rows_.care_needs) {
        if (n.child == c.id) {
          care.push_back(&n);
        }
      }
      read_care(care, kid);
      out_.children.push_back(std::move(kid));
    }
    std::ranges::sort(out_.children, {}, &child::id);
  }
  // Several kinds of care count together, as long as the one that ends first.
  void read_care(std::vector<care_need_record const*> const& care, child& kid) {
    if (care.empty()) {
      note(left_open, "care_needs", "covered", "not_answered");
      return;
    }
    kid.covered = care.front()->covered;
    kid.covered_until = care.front()->covered_until;
    for (auto i = std::size_t{1U}; i < care.size(); ++i) {
      auto grid = to_whole_grid(kid.covered);
      grid |= to_whole_grid(care[i]->covered);
      kid.covered = to_pattern(grid);
      if (care[i]->covered_until != kid.covered_until) {
        note(assumed, "care_needs", "covered_until", "earliest_end");
        kid.covered_until = kid.covered_until && care[i]->covered_until
                                ? std::min(*kid.covered_until, *care[i]->covered_until)
                                : (kid.covered_until ? kid.covered_until : care[i]->covered_until);
      }
    }
  }

  void read_wishes() {
    auto wishes = rows_.wishes;
    std::ranges::sort(wishes, {}, [](wish_record const& w) { return std::pair{w.rank, w.id}; });
    for (auto const& w : wishes) {
      if (w.refused) {
        continue;
      }
      auto const text = goal_text(w);
      auto const goal = text.empty() ? std::nullopt : goal_in(t_, text);
      if (goal) {
        who().goals.push_back(*goal);
      } else {
        note(text.empty() ? not_understood : not_here, "wishes", text.empty() ? "kind" : "target",
             text.empty() ? "no_goal" : "not_in_territory");
      }
    }
  }
  // As on the command line; empty for a wish that is no goal.
  static std::string goal_text(wish_record const& w) {
    auto const with = [&](std::string_view const prefix) {
      return w.target.starts_with(prefix) ? w.target : std::string{prefix} + w.target;
    };
    if (w.kind == "self_employment") {
      return "self-employment";
    }
    if (w.target.empty()) {
      return {};
    }
    return w.kind == "occupation" ? w.target
           : w.kind == "vacancy"  ? with("vacancy:")
           : w.kind == "fields"   ? with("field:")
                                  : std::string{};
  }

  void hold(std::string const& fact, std::optional<date> const from, std::string_view const table,
            std::string_view const field) {
    if (!hold_if_known(fact, from)) {
      note(not_here, table, field, "not_in_territory");
    }
  }
  bool hold_if_known(std::string_view const fact, std::optional<date> const from = std::nullopt) {
    auto const known = t_.facts.find(fact);
    if (!known) {
      return false;
    }
    // What is held already is held, since whatever day.
    auto const held = held_fact{*known, from && *from > as_of_ ? from : std::nullopt};
    auto const there = std::ranges::find(who().facts, held.fact, &held_fact::fact);
    if (there == who().facts.end()) {
      who().facts.push_back(held);
    } else if (there->from && (!held.from || *held.from < *there->from)) {
      there->from = held.from;
    }
    return true;
  }

  void put_in_order() {
    std::ranges::sort(who().facts, {}, [&](held_fact const& f) -> std::string const& { return t_.facts.name(f.fact); });
    std::ranges::sort(out_.notes);
    auto const twice = std::ranges::unique(out_.notes);
    out_.notes.erase(twice.begin(), twice.end());
  }

  case_rows const& rows_;
  territory const& t_;
  date as_of_;
  portrait out_{};
};

}  // namespace

bool portrait::complete() const {
  return std::ranges::none_of(notes, [](portrait_note const& n) { return n.kind == needed; });
}

portrait make_portrait(case_rows const& rows, territory const& t, date const as_of) {
  return portrait_maker{rows, t, as_of}.make();
}

std::string_view word(note_kind const k) {
  constexpr auto kWords =
      std::to_array<std::string_view>({"needed", "not_understood", "not_here", "assumed", "left_open"});
  return kWords.at(static_cast<std::size_t>(k));
}

}  // namespace foothold
