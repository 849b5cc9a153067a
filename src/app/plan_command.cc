// foothold plan --territory DIR --person ID|FILE

#include <cstdio>

#include <fmt/format.h>

#include "app/case_source.h"
#include "app/commands.h"
#include "app/report.h"
#include "interop/plan_json.h"
#include "pages/plan_views.h"
#include "service/office.h"
#include "service/planning.h"
#include "service/texts.h"
#include "ui/pathway_svg.h"
#include "ui/plan_text.h"

namespace foothold {

namespace {

// For people: words of one language around the plan.
result<std::string> in_words(plan_options const& options, territory const& place, plan_question const& q,
                             plan const& p) {
  auto const all = load_texts();
  if (!all) {
    return tl::unexpected{all.error()};
  }
  auto const* const c = all->find(options.language);
  if (c == nullptr) {
    return fail(errc::wrong_use, "--language " + options.language + ": expected en, de or ar");
  }
  auto const* const host = all->find(place.languages.empty() ? "en" : place.languages.front());
  auto const index = territory_index{place};
  auto const say = speaker{place, index, *c};
  auto const view = make_plan_view(say, speaker{place, index, host == nullptr ? *c : *host}, q, p);
  return options.format == output_format::svg ? wide_pathway_svg(view, *c, {.standalone = true})
                                              : plan_text(make_person_view(say, q), view, *c);
}

}  // namespace

int run_plan(plan_options const& options) {
  auto const source = read_case(options.territory, options.person);
  if (!source) {
    return report(source.error());
  }
  auto const& place = *source->place;
  auto const office = foothold::office{source->place, make_planning(place)};
  auto q = office.recorded(source->who);
  q.as_of = options.as_of.value_or(place.as_of);
  if (options.goal) {
    auto const asked = office.asked(source->who, {.goal = options.goal, .hours = {}, .travel_minutes = {}});
    if (!asked) {
      return report(asked.error());
    }
    q.goal = asked->goal;
  } else if (place.people[source->who].goals.empty()) {
    return report({errc::wrong_use, "person " + options.person + " has no goal yet: give one with --goal"});
  }
  auto const p = office.make(q, effort::explained);
  if (options.format == output_format::json) {
    fmt::print("{}", write_plan(p));
  } else {
    auto const text = in_words(options, place, q, p);
    if (!text) {
      return report(text.error());
    }
    fmt::print("{}", *text);
  }
  return p.reached.empty() ? kInfeasible : kDone;
}

}  // namespace foothold
