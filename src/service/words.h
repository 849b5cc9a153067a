#pragma once
// Names and sentences about a territory in one language: facts, offers, goals, and the planner's reasons.

#include <string>
#include <string_view>
#include <unordered_map>

#include "model/plan.h"
#include "model/territory.h"
#include "text/catalogue.h"

namespace foothold {

// Text ids of a territory -> dense ids. Built once for a territory; read-only, from any thread.
class territory_index {
public:
  explicit territory_index(territory const& t);

  // Nothing (an invalid id) for an unknown text.
  [[nodiscard]] offer_idx offer(std::string_view id) const { return find<offer_idx>(offers_, id); }
  [[nodiscard]] session_idx session(std::string_view id) const { return find<session_idx>(sessions_, id); }
  [[nodiscard]] occupation_idx occupation(std::string_view uri) const {
    return find<occupation_idx>(occupations_, uri);
  }
  [[nodiscard]] vacancy_idx vacancy(std::string_view id) const { return find<vacancy_idx>(vacancies_, id); }
  [[nodiscard]] child_idx child(std::string_view id) const { return find<child_idx>(children_, id); }
  [[nodiscard]] person_idx person(std::string_view id) const { return find<person_idx>(people_, id); }

private:
  using table = std::unordered_map<std::string, std::uint32_t, string_hash, std::equal_to<>>;

  template <typename Id>
  static Id find(table const& in, std::string_view const id) {
    auto const it = in.find(id);
    return it == in.end() ? Id{} : Id{std::size_t{it->second}};
  }

  table offers_, sessions_, occupations_, vacancies_, children_, people_;
};

// Speaks about one territory in one language. The three must outlive it.
class speaker {
public:
  speaker(territory const& t, territory_index const& index, catalogue const& c) : t_{t}, index_{index}, c_{c} {}

  // "German B1": the exact fact's words, else those of the longest prefix, else the fact's own name.
  [[nodiscard]] std::string fact(std::string_view name) const;

  // The title of an offer, or what a gate of the law ("DE-AP-2/document") is called.
  [[nodiscard]] std::string step(std::string_view offer_or_gate) const;

  // "your child (3 years)" on a day.
  [[nodiscard]] std::string child(foothold::child const& kid, date on) const;

  // What a plan ends in: an occupation's URI, vacancy:ID or self-employment:URI.
  [[nodiscard]] std::string job(std::string_view reached) const;

  [[nodiscard]] std::string goal(goal_wish const& wish) const;

  // The field of an ISCO-08 prefix.
  [[nodiscard]] std::string field(std::string_view isco) const;

  // The sentence for a reason. A key that the catalogue does not know is shown with its arguments: plain, never lost.
  [[nodiscard]] std::string reason(foothold::reason const& r, date as_of) const;

  [[nodiscard]] catalogue const& texts() const { return c_; }
  [[nodiscard]] territory const& place() const { return t_; }
  [[nodiscard]] territory_index const& index() const { return index_; }

private:
  [[nodiscard]] message_arg argument(std::string const& name, std::string const& value, date as_of) const;
  [[nodiscard]] std::string vacancy(foothold::vacancy const& v) const;

  territory const& t_;
  territory_index const& index_;
  catalogue const& c_;
};

}  // namespace foothold
