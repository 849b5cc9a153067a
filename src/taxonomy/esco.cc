#include "taxonomy/esco.h"

#include <algorithm>
#include <cassert>

namespace foothold {

namespace {

constexpr std::size_t kIscoDigits = 4U;

constexpr esco_kind kStart[kEscoLinks] = {esco_kind::isco_group, esco_kind::occupation, esco_kind::occupation,
                                          esco_kind::skill, esco_kind::skill};

}  // namespace

std::uint32_t esco::within(esco_kind const kind, esco_idx const c) const {
  assert(c.v >= first_[index(kind)] && c.v < first_[index(kind) + 1U]);
  return c.v - first_[index(kind)];
}

esco_kind esco::kind(esco_idx const c) const {
  auto const past = std::upper_bound(first_.begin() + 1, first_.end(), c.v);
  return static_cast<esco_kind>(past - first_.begin() - 1);
}

std::optional<esco_idx> esco::find(std::string_view const uri) const {
  for (auto const kind : {esco_kind::skill, esco_kind::occupation, esco_kind::skill_group, esco_kind::isco_group}) {
    if (auto const found = find(kind, uri)) {
      return found;
    }
  }
  return std::nullopt;
}

std::optional<esco_idx> esco::find(esco_kind const kind, std::string_view const uri) const {
  auto const concepts = all(kind);
  auto const at = std::ranges::lower_bound(concepts, uri, {}, [&](esco_idx const c) { return uris_[c.v]; });
  return at != concepts.end() && uris_[(*at).v] == uri ? std::optional{*at} : std::nullopt;
}

std::string_view esco::isco(esco_idx const occupation) const {
  auto const digits = std::string_view{isco_ + within(esco_kind::occupation, occupation) * kIscoDigits, kIscoDigits};
  return digits.substr(0U, std::min(digits.find('\0'), kIscoDigits));
}

esco_regulated esco::regulated(esco_idx const occupation) const {
  return static_cast<esco_regulated>(regulated_[within(esco_kind::occupation, occupation)]);
}

esco_skill_type esco::skill_type(esco_idx const skill) const {
  return static_cast<esco_skill_type>(skill_type_[within(esco_kind::skill, skill)]);
}

esco_reuse esco::reuse(esco_idx const skill) const {
  return static_cast<esco_reuse>(reuse_[within(esco_kind::skill, skill)]);
}

std::span<esco_idx const> esco::occupations_under(std::string_view const isco_prefix) const {
  auto const start = [&](esco_idx const c) { return isco(c).substr(0U, isco_prefix.size()); };
  auto const found = std::ranges::equal_range(by_isco_, isco_prefix, {}, start);
  return {found.begin(), found.end()};
}

std::span<esco_idx const> esco::links(esco_link const link, esco_idx const from) const {
  auto const i = static_cast<std::size_t>(link);
  return links_[i][from.v - first_[index(kStart[i])]];
}

std::size_t esco::link_count(esco_link const link) const {
  return links_[static_cast<std::size_t>(link)].values.size();
}

std::span<esco_idx const> esco::occupations_needing(esco_idx const skill) const {
  return essential_for_[within(esco_kind::skill, skill)];
}

std::span<esco_idx const> esco::occupations_helped_by(esco_idx const skill) const {
  return optional_for_[within(esco_kind::skill, skill)];
}

std::optional<esco_language_idx> esco::language(std::string_view const tag) const {
  for (std::size_t l = 0U; l != languages(); ++l) {  // at most a few dozen
    if (language_tags_[l] == tag) {
      return esco_language_idx{l};
    }
  }
  return std::nullopt;
}

std::size_t esco::label_count(esco_language_idx const l) const {
  return labels_.rows[(l.v + 1U) * size()] - labels_.rows[l.v * size()];
}

std::string_view esco::preferred(esco_idx const c, esco_language_idx const l) const {
  auto const [from, to] = labels_.range(row(c, l));
  auto const there = from != to && static_cast<esco_label_kind>(labels_.kinds[from]) == esco_label_kind::preferred;
  return there ? labels_.texts[from] : std::string_view{};
}

std::string_view esco::label(esco_idx const c, std::string_view const language_wanted,
                             std::string_view const fallback) const {
  for (auto const tag : {language_wanted, fallback}) {
    if (auto const l = language(tag)) {
      if (auto const text = preferred(c, *l); !text.empty()) {
        return text;
      }
    }
  }
  for (std::size_t l = 0U; l != languages(); ++l) {
    if (auto const text = preferred(c, esco_language_idx{l}); !text.empty()) {
      return text;
    }
  }
  return {};
}

std::string_view esco::label(std::string_view const uri, std::string_view const language_wanted,
                             std::string_view const fallback) const {
  auto const c = find(uri);
  return c ? label(*c, language_wanted, fallback) : std::string_view{};
}

std::string_view esco::note(esco_idx const c, esco_language_idx const l, esco_note_kind const kind) const {
  auto const [from, to] = notes_.range(row(c, l));
  for (auto i = from; i != to; ++i) {
    if (static_cast<esco_note_kind>(notes_.kinds[i]) == kind) {
      return notes_.texts[i];
    }
  }
  return {};
}

}  // namespace foothold
