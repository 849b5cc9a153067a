#include "api/test_tokens.h"

#include <fmt/format.h>

#include "api/json_value.h"
#include "sys/hash.h"

namespace foothold::api {
namespace {

constexpr std::string_view kFormat{"foothold-test-tokens-1"};

json_value const* member(json_value const& v, std::string_view const name) {
  if (auto const* const object = v.object()) {
    for (auto const& [key, value] : *object) {
      if (key == name) {
        return &value;
      }
    }
  }
  return nullptr;
}

std::string text_in(json_value const& v, std::string_view const name) {
  auto const* const m = member(v, name);
  auto const* const text = m == nullptr ? nullptr : m->text();
  return text == nullptr ? std::string{} : *text;
}

bool is_hex(std::string_view const text, std::size_t const digits) {
  return text.size() == digits && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

result<flags> flags_in(json_value const& v) {
  auto out = flags{};
  auto const* const m = member(v, "flags");
  auto const* const list = m == nullptr ? nullptr : std::get_if<json_list>(&m->is);
  if (m != nullptr && list == nullptr) {
    return fail(errc::bad_input, "flags: expected a list");
  }
  for (auto i = std::size_t{0U}; list != nullptr && i != list->size(); ++i) {
    auto const* const text = (*list)[i].text();
    auto const f = text == nullptr ? std::nullopt : parse_word<flag>(*text);
    if (!f) {
      return fail(errc::bad_input, "flags: expected vetted, manages or signed_in_again");
    }
    out |= *f;
  }
  return out;
}

result<actor> actor_in(json_value const& v, std::string_view const tenant) {
  auto const as = parse_word<role>(text_in(v, "role"));
  if (!as || *as == role::anonymous) {
    return fail(errc::bad_input, "role: expected a role of docs/access.md");
  }
  auto const id = text_in(v, "id");
  auto const organisation = text_in(v, "organisation");
  if (!is_hex(id, 32U) || (!organisation.empty() && !is_hex(organisation, 32U))) {
    return fail(errc::bad_input, "id, organisation: expected 32 hexadecimal digits");
  }
  auto const has = flags_in(v);
  if (!has) {
    return tl::make_unexpected(has.error());
  }
  return actor{.id = id,
               .as = *as,
               .tenant = std::string{tenant},
               .organisation = organisation,
               .state = membership::active,
               .until = std::nullopt,
               .has = *has,
               .session = all_of<action>()};
}

}  // namespace

std::string hash_of_token(std::string_view const token) {
  return hash_hex(token);
}

result<test_tokens> test_tokens::read(std::string_view const json, std::string_view const tenant) {
  auto const body = parse_body(json);
  if (!body) {
    return fail(errc::bad_input, "test tokens: " + body.error());
  }
  auto const* const tokens = member(*body, "tokens");
  auto const* const list = tokens == nullptr ? nullptr : std::get_if<json_list>(&tokens->is);
  if (text_in(*body, "format") != kFormat || list == nullptr) {
    return fail(errc::bad_input,
                fmt::format("test tokens: expected \"format\": \"{}\" and a list \"tokens\"", kFormat));
  }
  auto out = test_tokens{};
  for (auto i = std::size_t{0U}; i != list->size(); ++i) {
    auto const hash = text_in((*list)[i], "hash");
    if (!is_hex(hash, kHashHexDigits)) {
      return fail(errc::bad_input, fmt::format("test tokens: tokens[{}].hash: expected 64 hexadecimal digits", i));
    }
    auto who = actor_in((*list)[i], tenant);
    if (!who) {
      return fail(errc::bad_input, fmt::format("test tokens: tokens[{}].{}", i, who.error().message));
    }
    if (!out.by_hash_.emplace(hash, std::move(*who)).second) {
      return fail(errc::bad_input, fmt::format("test tokens: tokens[{}].hash: the same as one before it", i));
    }
  }
  return out;
}

actor const* test_tokens::find(std::string_view const token) const {
  auto const found = by_hash_.find(hash_of_token(token));
  return found == by_hash_.end() ? nullptr : &found->second;
}

actor nobody_known(std::string_view const tenant) {
  return {.id = "anonymous",
          .as = role::anonymous,
          .tenant = std::string{tenant},
          .organisation = {},
          .state = membership::active,
          .until = std::nullopt,
          .has = {},
          .session = actions{action::read, action::list, action::search}};
}

}  // namespace foothold::api
