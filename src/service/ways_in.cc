#include "service/ways_in.h"

#include "store/record_id.h"

namespace foothold {

result<std::unique_ptr<ways_in>> ways_in::open(installation& office, way_costs const& costs) {
  auto& keys = office.keys();
  constexpr auto kWhat = "signin.pepper";
  auto pepper = keys.key_of_stream("", kWhat);
  if (!pepper && pepper.error().code == errc::not_found) {
    // The key of what belongs to nobody is made with the first thing that is sealed under it.
    auto const made = keys.seal({.subject = {}, .table = "accounts", .column = "pepper", .row = {}, .version = 1}, "-");
    if (!made) {
      return tl::make_unexpected(made.error());
    }
    if (auto const kept = keys.settle(); !kept) {
      return tl::make_unexpected(kept.error());
    }
    pepper = keys.key_of_stream("", kWhat);
  }
  if (!pepper) {
    return tl::make_unexpected(pepper.error());
  }
  return std::unique_ptr<ways_in>{new ways_in{office, std::move(*pepper), costs}};
}

instant ways_in::now() const {
  return std::chrono::floor<std::chrono::microseconds>(office_.clock().now());
}

change_request once() {
  return {.key = format_id(random_id()), .request = "once"};
}

}  // namespace foothold
