#include "taxonomy/esco_draft.h"

#include <algorithm>
#include <cstring>

namespace foothold {

namespace {

template <typename T>
void fill(T& known, T const& more, T const& nothing = T{}) {
  if (known == nothing) {
    known = more;
  }
}

bool is_group(esco_kind const k) {
  return k == esco_kind::isco_group || k == esco_kind::skill_group;
}

// Wider concepts stay in their pillar, and a group is never below an occupation or a skill.
bool may_be_broader(esco_kind const from, esco_kind const to) {
  auto const of_occupations = [](esco_kind const k) {
    return k == esco_kind::isco_group || k == esco_kind::occupation;
  };
  return of_occupations(from) == of_occupations(to) && (!is_group(from) || is_group(to));
}

bool ends_fit(esco_link const link, esco_kind const from, esco_kind const to) {
  switch (link) {
    case esco_link::broader:
      return may_be_broader(from, to);
    case esco_link::occupation_essential:
    case esco_link::occupation_optional:
      return from == esco_kind::occupation && to == esco_kind::skill;
    case esco_link::skill_essential:
    case esco_link::skill_optional:
      return from == esco_kind::skill && to == esco_kind::skill;
  }
  return false;
}

}  // namespace

std::optional<esco_draft::number> esco_draft::add(esco_concept const& c) {
  auto const [place, fresh] = by_uri_.try_emplace(c.uri, static_cast<number>(concepts_.size()));
  if (fresh) {
    concepts_.push_back(c);
    return place->second;
  }
  auto& known = concepts_[place->second];
  if (known.kind != c.kind) {
    return std::nullopt;
  }
  fill(known.code, c.code);
  fill(known.isco, c.isco);
  fill(known.regulated, c.regulated);
  fill(known.skill_type, c.skill_type);
  fill(known.reuse, c.reuse);
  return place->second;
}

std::optional<esco_draft::number> esco_draft::find(std::string_view const uri) const {
  auto const place = by_uri_.find(uri);
  return place == by_uri_.end() ? std::nullopt : std::optional{place->second};
}

std::uint16_t esco_draft::language(std::string_view const tag) {
  auto const known = std::ranges::find(languages_, tag);
  if (known == languages_.end()) {
    languages_.push_back(tag);
    preferred_.emplace_back();
    return static_cast<std::uint16_t>(languages_.size() - 1U);
  }
  return static_cast<std::uint16_t>(known - languages_.begin());
}

bool esco_draft::add_label(number const c, std::string_view const tag, esco_label_kind kind,
                           std::string_view const text) {
  auto const l = language(tag);
  auto second = false;
  if (kind == esco_label_kind::preferred) {
    auto& of_language = preferred_[l];
    if (of_language.size() <= c) {
      of_language.resize(std::max(concepts_.size(), c + std::size_t{1U}), kNone);
    }
    if (of_language[c] == kNone) {
      of_language[c] = labels_.size();
    } else if (labels_[of_language[c]].chars == text) {
      return true;
    } else {
      second = true;
      kind = esco_label_kind::alternative;
    }
  }
  labels_.push_back({c, l, static_cast<std::uint8_t>(kind), text});
  return !second;
}

void esco_draft::add_note(number const c, std::string_view const tag, esco_note_kind const kind,
                          std::string_view const text) {
  notes_.push_back({c, language(tag), static_cast<std::uint8_t>(kind), text});
}

bool esco_draft::add_link(esco_link const l, number const from, number const to) {
  if (!ends_fit(l, kind(from), kind(to))) {
    return false;
  }
  links_[static_cast<std::size_t>(l)].emplace_back(from, to);
  return true;
}

bool esco_draft::add_input(digest const& d) {
  auto const place = std::ranges::lower_bound(inputs_, d);
  if (place != inputs_.end() && *place == d) {
    return false;
  }
  inputs_.insert(place, d);
  return true;
}

void esco_draft::add(esco const& image) {
  auto numbers = std::vector<number>{};
  for (auto i = std::uint32_t{0U}; i != image.size(); ++i) {
    auto const c = esco_idx{i};
    auto mine = esco_concept{.uri = image.uri(c), .kind = image.kind(c), .code = image.code(c)};
    if (mine.kind == esco_kind::occupation) {
      mine.isco = image.isco(c);
      mine.regulated = image.regulated(c);
    } else if (mine.kind == esco_kind::skill) {
      mine.skill_type = image.skill_type(c);
      mine.reuse = image.reuse(c);
    }
    auto const fresh = add(mine);
    numbers.push_back(fresh ? *fresh : *find(mine.uri));  // of another kind here: its links will not fit
  }
  for (std::size_t l = 0U; l != image.languages(); ++l) {
    auto const tag = image.language_tag(esco_language_idx{l});
    for (auto i = std::uint32_t{0U}; i != image.size(); ++i) {
      for (auto const& [kind, text] : image.labels(esco_idx{i}, esco_language_idx{l})) {
        add_label(numbers[i], tag, kind, text);
      }
      for (auto const kind : {esco_note_kind::description, esco_note_kind::definition, esco_note_kind::scope}) {
        if (auto const text = image.note(esco_idx{i}, esco_language_idx{l}, kind); !text.empty()) {
          add_note(numbers[i], tag, kind, text);
        }
      }
    }
  }
  auto const copy = [&](esco_link const l, esco_idx const from) {
    for (auto const to : image.links(l, from)) {
      add_link(l, numbers[from.v], numbers[to.v]);
    }
  };
  for (auto i = std::uint32_t{0U}; i != image.size(); ++i) {
    copy(esco_link::broader, esco_idx{i});
  }
  for (auto const c : image.all(esco_kind::occupation)) {
    copy(esco_link::occupation_essential, c);
    copy(esco_link::occupation_optional, c);
  }
  for (auto const c : image.all(esco_kind::skill)) {
    copy(esco_link::skill_essential, c);
    copy(esco_link::skill_optional, c);
  }
  for (auto rest = image.inputs(); !rest.empty(); rest = rest.subspan(esco_layout::kDigestBytes)) {
    auto d = digest{};
    std::memcpy(d.data(), rest.data(), d.size());
    add_input(d);
  }
}

}  // namespace foothold
