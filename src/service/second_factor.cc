#include "service/second_factor.h"

#include "service/typed_secret.h"
#include "vault/one_time_code.h"

namespace foothold {
namespace {

// `id` must outlive it.
field_place place_of(std::string const& id) {
  return {.subject = id, .table = "accounts", .column = "code_key_sealed", .row = id, .version = 1};
}

}  // namespace

result<std::string> seal_code_key(ways_in& in, staff_id const& id, std::string_view const key) {
  auto const name = format_id(id);
  return in.office().keys().seal(place_of(name), key);
}

std::optional<std::int64_t> step_typed(ways_in const& in, std::string_view const key, std::string_view const code,
                                       std::int64_t const last) {
  auto const digits = typed_digits(code);
  auto const seconds = std::chrono::floor<std::chrono::seconds>(in.now()).time_since_epoch().count();
  return digits ? step_of_code(key, *digits, one_time_step(seconds), last) : std::nullopt;
}

result<std::optional<std::int64_t>> step_typed(ways_in& in, account_row const& account, std::string_view const code) {
  auto const name = format_id(account.staff);
  return in.office().keys().open(place_of(name), account.code_key_sealed).map([&](std::string const& key) {
    return step_typed(in, key, code, account.last_step);
  });
}

}  // namespace foothold
