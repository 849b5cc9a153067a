#include "app/shown_run.h"

#include <utility>

#include "app/sharing.h"

namespace foothold {

result<shown_run> run_to_show(std::filesystem::path const& file, std::filesystem::path const& territory,
                              std::optional<std::string> const& language) {
  auto all = load_texts();
  if (!all) {
    return tl::unexpected{all.error()};
  }
  auto const* const asked = language ? all->find(*language) : nullptr;
  if (language && asked == nullptr) {
    return fail(errc::wrong_use, "--language " + *language + ": expected en, de or ar");
  }
  auto load = valid_run(file);
  if (!load) {
    return tl::unexpected{load.error()};
  }
  auto t = territory_of_run(territory, file, *load->value);
  if (!t) {
    return tl::unexpected{t.error()};
  }
  return shown_run{*std::move(all), asked, *std::move(load->value), *std::move(t)};
}

}  // namespace foothold
