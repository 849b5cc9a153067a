#include "app/going_on.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "check/plan_check.h"

namespace foothold {

namespace {

class joining {
public:
  joining(territory place, allocation_run const& from, sharing_changes const& changes, std::string const& file)
      : from_{from}, changes_{changes}, file_{file} {
    out_.place = std::move(place);
    for (auto const s : out_.place.sessions.ids()) {
      sessions_[out_.place.sessions[s].id] = s;
    }
    for (auto const p : out_.place.people.ids()) {
      people_[out_.place.people[p].id] = p;
    }
    for (auto const& row : from.each) {
      rows_[row.person] = &row;
    }
  }

  result<going_on> run() {
    for (auto const step : {&joining::read_origin, &joining::read_places, &joining::read_dropped,
                            &joining::read_confirmed, &joining::keep_people, &joining::add_arrived}) {
      if (auto done = (this->*step)(); !done) {
        return tl::unexpected{done.error()};
      }
    }
    if (auto enough = set_places(); !enough) {
      return tl::unexpected{enough.error()};
    }
    std::ranges::sort(out_.gone);
    return std::move(out_);
  }

private:
  using outcome = result<void>;

  template <typename... Args>
  [[nodiscard]] tl::unexpected<error> refuse(fmt::format_string<Args...> const text, Args&&... args) const {
    return fail(errc::bad_input, file_ + ": " + fmt::format(text, std::forward<Args>(args)...));
  }

  outcome read_origin() {
    auto const first = from_.rolled ? from_.rolled->today : from_.as_of;
    if (changes_.today < first) {
      return refuse("today is {}, but the run is of {}: expected that day or a later one", format_date(changes_.today),
                    format_date(first));
    }
    if (!from_.shared.empty()) {
      return refuse(
          "the run is that of an area of a country, which decides about parts of places: share them anew with "
          "foothold allocate country");
    }
    if (out_.place.policy_hash != from_.policy_hash) {
      return refuse("the policy is not that of the run any more: share the places anew with foothold allocate");
    }
    if (out_.place.weights.fairness.rule != fairness_rule::none) {
      return refuse(
          "the policy protects groups, and a run that goes on does not prove that: share the places anew with "
          "foothold allocate");
    }
    same_pack_ = out_.place.hash == from_.territory_hash && out_.place.rules_hash == from_.rules_hash;
    if (from_.rolled) {
      out_.gone = from_.rolled->gone;
    }
    return {};
  }

  outcome read_places() {
    if (from_.rolled) {
      for (auto const& p : from_.rolled->places) {
        places_[p.session] = p.places;
      }
    }
    before_ = places_;
    for (auto const& p : changes_.places) {
      if (!sessions_.contains(p.session)) {
        return refuse("$.places.{}: the territory has no session of this id", p.session);
      }
      places_[p.session] = p.places;
    }
    return {};
  }

  [[nodiscard]] std::uint32_t places_of(session_idx const s, std::map<std::string, std::uint32_t> const& now) const {
    auto const known = now.find(out_.place.sessions[s].id);
    return known == now.end() ? out_.place.sessions[s].places_left : known->second;
  }

  outcome read_dropped() {
    for (auto const& d : changes_.dropped) {
      auto const row = rows_.find(d.person);
      if (row == rows_.end()) {
        return refuse("$.dropped: \"{}\" is not in the run", d.person);
      }
      out_.gone.push_back(d.person);
      if (d.from.empty()) {
        continue;
      }
      auto const& steps = row->second->pathway.steps;
      auto const first = std::ranges::find(steps, d.from, &plan_step::session);
      if (first == steps.end()) {
        return refuse("$.dropped: \"{}\" has no step {} in the run", d.person, d.from);
      }
      for (auto const& step : steps) {
        if (step.start < first->start && !step.session.empty()) {
          take_out(step.session);
        }
      }
    }
    return {};
  }

  // A place that somebody keeps who takes no more part; a number that the changes give counts as it is.
  void take_out(std::string const& session) {
    auto const at = sessions_.find(session);
    auto const given = std::ranges::binary_search(changes_.places, session, {}, &session_places::session);
    if (at != sessions_.end() && !given) {
      auto const left = places_of(at->second, places_);
      places_[session] = left == 0U ? 0U : left - 1U;
    }
  }

  // Confirmed places lapse with their session.
  void confirm(std::string_view const person, std::string const& session) {
    auto const s = sessions_.find(session);
    if (s == sessions_.end() || places_of(s->second, places_) == 0U) {
      return;
    }
    auto& known = confirmed_[person];
    if (std::ranges::find(known, s->second) == known.end()) {
      known.push_back(s->second);
    }
  }

  outcome read_confirmed() {
    for (auto const& row : from_.each) {
      for (auto const& session : row.confirmed) {
        confirm(row.person, session);
      }
    }
    for (auto const& c : changes_.confirmed) {
      auto const row = rows_.find(c.person);
      if (row == rows_.end()) {
        return refuse("$.confirmed: \"{}\" is not in the run", c.person);
      }
      auto const& steps = row->second->pathway.steps;
      if (std::ranges::find(steps, c.session, &plan_step::session) == steps.end() &&
          std::ranges::find(row->second->confirmed, c.session) == row->second->confirmed.end()) {
        return refuse("$.confirmed: \"{}\" has no step {} in the run", c.person, c.session);
      }
      confirm(row->second->person, c.session);
    }
    return {};
  }

  [[nodiscard]] bool is_gone(std::string_view const id) const {
    return std::ranges::find(out_.gone, id) != out_.gone.end();
  }

  outcome keep_people() {
    for (auto const& row : from_.each) {
      if (is_gone(row.person)) {
        continue;
      }
      auto const p = people_.find(row.person);
      if (p == people_.end() || out_.place.people[p->second].goals.empty()) {
        return refuse("\"{}\" is in the run but {} any more: name this person under \"dropped\"", row.person,
                      p == people_.end() ? "not in the territory" : "has no goal");
      }
      out_.people.push_back({p->second, row.since.value_or(from_.as_of), &row,
                             broken(row, out_.place.people[p->second]), confirmed_[row.person]});
    }
    return {};
  }

  // Why a plan is impossible now, but for the number of places.
  [[nodiscard]] std::vector<reason> broken(allocated_person const& row, person const& who) const {
    auto out = std::vector<reason>{};
    if (same_pack_) {
      return out;
    }
    for (auto const& step : row.pathway.steps) {
      if (!step.session.empty() && !sessions_.contains(step.session)) {
        out.push_back(
            {"roll.cancelled", {{"session", step.session}, {"offer", step.offer}, {"start", format_date(step.start)}}});
      }
    }
    if (out.empty() &&
        (row.goal != who.goals.front().text || (row.placed && !check_plan(with_places(), who, row.pathway).empty()))) {
      out.push_back({"roll.impossible", {}});
    }
    return out;
  }

  // The territory as if every session had a place, for what the number of places does not decide.
  [[nodiscard]] territory const& with_places() const {
    if (!open_) {
      open_ = out_.place;
      for (auto& s : open_->sessions) {
        s.places_left = std::max<std::uint16_t>(s.places_left, 1U);
      }
    }
    return *open_;
  }

  outcome add_arrived() {
    for (auto const& id : changes_.arrived) {
      auto const p = people_.find(id);
      if (p == people_.end() || out_.place.people[p->second].goals.empty()) {
        return refuse("$.arrived: \"{}\" is no person of the territory with a goal", id);
      }
      if (rows_.contains(id) && !is_gone(id)) {
        return refuse("$.arrived: \"{}\" is in the run already", id);
      }
      if (from_.everybody && !is_gone(id)) {
        return refuse("$.arrived: \"{}\" joins without being named, for the run is of everybody", id);
      }
      std::erase(out_.gone, id);
      join(p->second);
    }
    for (auto const p : out_.place.people.ids()) {
      auto const& who = out_.place.people[p];
      if (from_.everybody && !who.goals.empty() && !rows_.contains(who.id) && !is_gone(who.id) && !joined(p)) {
        join(p);
      }
    }
    return {};
  }

  [[nodiscard]] bool joined(person_idx const p) const {
    return std::ranges::find(out_.people, p, &rolling_person::who) != out_.people.end();
  }
  void join(person_idx const p) { out_.people.push_back({p, changes_.today, nullptr, {}, {}}); }

  outcome set_places() {
    auto held = vec_map<session_idx, std::uint32_t>(out_.place.sessions.size());
    auto confirmed = vec_map<session_idx, std::uint32_t>(out_.place.sessions.size());
    for (auto const& p : out_.people) {
      auto beside = p.confirmed;
      for (auto const s : p.confirmed) {
        ++confirmed[s];
      }
      if (p.before == nullptr) {
        continue;
      }
      for (auto const& step : p.before->pathway.steps) {
        if (auto const s = sessions_.find(step.session); s != sessions_.end()) {
          ++held[s->second];
          std::erase(beside, s->second);
        }
      }
      for (auto const s : beside) {
        ++held[s];
      }
    }
    out_.fewer_ways = same_pack_;
    for (auto const s : out_.place.sessions.ids()) {
      auto& session = out_.place.sessions[s];
      auto const places = places_of(s, places_);
      out_.fewer_ways = out_.fewer_ways && (places == 0U || places_of(s, before_) != 0U);
      if (confirmed[s] > places) {
        return refuse("session {} has {} places now, but {} people have confirmed one", session.id, places,
                      confirmed[s]);
      }
      if (places != session.places_left) {
        out_.places.push_back({session.id, places});
      }
      auto const closed = session.start < changes_.today || (session.apply_by && *session.apply_by < changes_.today);
      session.places_left = static_cast<std::uint16_t>(closed ? std::min(places, held[s]) : places);
    }
    std::ranges::sort(out_.places, {}, &session_places::session);
    return {};
  }

  allocation_run const& from_;
  sharing_changes const& changes_;
  std::string const& file_;
  going_on out_;
  bool same_pack_{false};
  std::map<std::string_view, session_idx> sessions_;
  std::map<std::string_view, person_idx> people_;
  std::map<std::string_view, allocated_person const*> rows_;
  std::map<std::string, std::uint32_t> before_, places_;  // where they are not the territory file's
  std::map<std::string_view, std::vector<session_idx>> confirmed_;
  mutable std::optional<territory> open_;
};

}  // namespace

result<going_on> go_on(territory place, allocation_run const& from, sharing_changes const& changes,
                       std::string const& file) {
  return joining{std::move(place), from, changes, file}.run();
}

}  // namespace foothold
