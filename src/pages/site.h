#pragma once
// The pages of the demo: addresses, query strings, languages. All state is in the address; nothing is stored.
//
//   /                                  to the reader's language, or the language door
//   /{lang}                            the people, searched and grouped: q, group, page
//   /{lang}/people/{id}                a person: who, plan, week; goal, hours, travel, care change the question
//   /{lang}/people/{id}/goal           choose a goal      /week  choose hours
//   /{lang}/people/{id}/plan.svg       the picture        /plan.json  docs/formats/plan.md
//   /{lang}/about                      what is fact and what is invented

#include "http/router.h"
#include "service/office.h"
#include "service/texts.h"

namespace foothold {

// Both must outlive the routes. `with_door`: the demo has an office too (pages/demo_door.h), and the start page leads
// there.
http::router make_routes(office const& where, texts const& words, bool with_door = false);

}  // namespace foothold
