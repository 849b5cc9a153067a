#include "service/words.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <optional>
#include <utility>

#include "model/week.h"
#include "text/when.h"

namespace foothold {

namespace {

constexpr std::string_view kVacancy = "vacancy:";
constexpr std::string_view kSelfEmployment = "self-employment:";

std::string replaced(std::string text, std::string_view const what, std::string_view const with) {
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size())) {
    text.replace(at, what.size(), with);
  }
  return text;
}

std::string upper(std::string_view const text) {
  auto out = std::string{text};
  std::ranges::transform(out, out.begin(),
                         [](char const c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
  return out;
}

std::optional<std::int64_t> whole_number(std::string_view const text) {
  auto n = std::int64_t{0};
  auto const [end, fault] = std::from_chars(text.data(), text.data() + text.size(), n);
  return fault == std::errc{} && end == text.data() + text.size() && !text.empty() ? std::optional{n} : std::nullopt;
}

// A full session is said in another way when all who have its places need them more, and when they were gone before.
std::string full_key(reason const& r) {
  auto const value_of = [&](std::string_view const name) {
    auto const it = std::ranges::find(r.args, name, &std::pair<std::string, std::string>::first);
    return it == r.args.end() ? std::string{} : it->second;
  };
  auto const places = value_of("places");
  return places == "0" ? "alloc.full_before" : places == value_of("more") ? "alloc.full_all" : "alloc.full";
}

// "Tue,Thu" or "Mon-Fri" in words.
std::string days_in_words(catalogue const& c, std::string const& days) {
  auto const week = parse_week(days + " 00:00-00:30");
  if (!week) {
    return days;
  }
  if (week->size() == 1U) {
    return weekday_name(c, week->front().weekday);
  }
  auto const whole = week->size() > 2U && week->back().weekday - week->front().weekday + 1U == week->size();
  if (whole) {
    return c("when.day_range", {phrase("from", weekday_name(c, week->front().weekday)),
                                phrase("to", weekday_name(c, week->back().weekday))});
  }
  auto out = std::string{};
  for (auto const& block : *week) {
    auto const name = weekday_name(c, block.weekday);
    out = out.empty() ? name : c("when.list", {phrase("head", out), phrase("tail", name)});
  }
  return out;
}

}  // namespace

territory_index::territory_index(territory const& t) {
  auto const fill = [](table& into, auto const& from, auto const& id_of) {
    into.reserve(from.size());
    auto n = std::uint32_t{0U};
    for (auto const& item : from) {
      into.emplace(id_of(item), n++);
    }
  };
  auto const id = [](auto const& item) { return item.id; };
  fill(offers_, t.offers, id);
  fill(sessions_, t.sessions, id);
  fill(occupations_, t.occupations, [](foothold::occupation const& o) { return o.uri; });
  fill(vacancies_, t.vacancies, id);
  fill(children_, t.children, id);
  fill(people_, t.people, id);
}

std::string speaker::fact(std::string_view const name) const {
  foothold::label const* best = nullptr;
  auto length = std::size_t{0U};
  for (auto const& [key, words] : t_.fact_labels) {
    if (key == name) {
      return std::string{words.in(c_.language())};
    }
    if (key.ends_with(':') && name.starts_with(key) && key.size() > length) {
      best = &words;
      length = key.size();
    }
  }
  if (best == nullptr) {
    return std::string{name};
  }
  auto const parts = split_fact(name);
  auto const rest = name.substr(length);
  auto const level = parts && !parts->level.empty() ? parts->level : rest;
  auto out = replaced(std::string{best->in(c_.language())}, "{level}", upper(level));
  return replaced(std::move(out), "{subject}", parts ? parts->subject : rest);
}

std::string speaker::step(std::string_view const offer_or_gate) const {
  if (auto const o = index_.offer(offer_or_gate); o.valid()) {
    return std::string{t_.offers[o].title.in(c_.language())};
  }
  auto const slash = offer_or_gate.rfind('/');
  if (slash == std::string_view::npos) {
    return std::string{offer_or_gate};
  }
  auto const key = "plan.gate." + std::string{offer_or_gate.substr(slash + 1U)};
  return c_.has(key) ? c_.say(key) : c_("plan.gate.wait");
}

std::string speaker::child(foothold::child const& kid, date const on) const {
  using std::chrono::year_month_day;
  auto const born = year_month_day{kid.birth};
  auto const now = year_month_day{on};
  auto years = static_cast<int>(now.year()) - static_cast<int>(born.year());
  if (now.month() < born.month() || (now.month() == born.month() && now.day() < born.day())) {
    --years;
  }
  return years < 1 ? c_("child.baby") : c_("child.aged", {{"n", std::int64_t{years}}});
}

std::string speaker::vacancy(foothold::vacancy const& v) const {
  return c_("goal.vacancy", {{"job", v.title.in(c_.language())},
                             {"organisation", t_.organisations[v.organisation].name.in(c_.language())}});
}

std::string speaker::job(std::string_view const reached) const {
  if (reached.starts_with(kVacancy)) {
    auto const v = index_.vacancy(reached.substr(kVacancy.size()));
    return v.valid() ? vacancy(t_.vacancies[v]) : std::string{reached};
  }
  auto const own = reached.starts_with(kSelfEmployment);
  auto const uri = own ? reached.substr(kSelfEmployment.size()) : reached;
  auto const o = index_.occupation(uri);
  if (!o.valid()) {
    return std::string{reached};
  }
  auto const title = std::string{t_.occupations[o].title.in(c_.language())};
  return own ? c_("goal.self_employment_in", {{"job", title}}) : title;
}

std::string speaker::field(std::string_view const isco) const {
  for (auto length = std::min<std::size_t>(isco.size(), 2U); length != 0U; --length) {
    if (auto const key = "field." + std::string{isco.substr(0U, length)}; c_.has(key)) {
      return c_.say(key);
    }
  }
  return c_("field.other", {{"code", isco}});
}

std::string speaker::goal(goal_wish const& wish) const {
  switch (wish.kind) {
    case goal_kind::occupation:
      return std::string{t_.occupations[wish.occupation].title.in(c_.language())};
    case goal_kind::vacancy:
      return vacancy(t_.vacancies[wish.vacancy]);
    case goal_kind::self_employment:
      return c_("goal.self_employment");
    case goal_kind::fields:
      break;
  }
  auto fields = std::vector<std::string>{};
  for (auto const& isco : wish.isco) {
    if (auto words = field(isco); std::ranges::find(fields, words) == fields.end()) {
      fields.push_back(std::move(words));
    }
  }
  auto out = std::string{};
  for (auto const& f : fields) {
    out = out.empty() ? f : c_("when.lines", {phrase("head", out), phrase("tail", f)});
  }
  return c_("goal.fields", {phrase("fields", out)});
}

message_arg speaker::argument(std::string const& name, std::string const& value, date const as_of) const {
  if (name == "fact") {
    return {name, fact(value)};
  }
  if (name == "offer" || name == "step") {
    return {name, step(value)};
  }
  if (name == "session") {
    auto const s = index_.session(value);
    if (!s.valid()) {
      return {name, value};
    }
    auto const& run = t_.sessions[s];
    return phrase(name, c_("plan.session_of", {{"offer", t_.offers[run.offer].title.in(c_.language())},
                                               phrase("date", plain_date(c_, run.start))}));
  }
  if (name == "child") {
    auto const kid = index_.child(value);
    return phrase(name, kid.valid() ? child(t_.children[kid], as_of) : value);
  }
  if (name == "date" || name == "start" || name == "before") {
    auto const d = parse_date(value);
    return phrase(name, d ? plain_date(c_, *d) : value);
  }
  if (name == "days" || name == "weekday") {
    return phrase(name, days_in_words(c_, value));
  }
  if (name == "why" && c_.has("why." + value)) {
    return phrase(name, c_.say("why." + value));
  }
  if (auto const n = whole_number(value)) {
    return {name, *n};
  }
  return {name, value};
}

std::string speaker::reason(foothold::reason const& r, date const as_of) const {
  auto args = std::vector<message_arg>{};
  for (auto const& [name, value] : r.args) {
    args.push_back(argument(name, value, as_of));
  }
  auto const named = [&](std::string_view const name) {
    return std::ranges::any_of(args, [&](auto const& a) { return a.name == name; });
  };
  auto key = r.key;
  if ((key == "tight.full" || key == "relax.full") && !named("offer")) {
    key = key.substr(0U, key.find('.')) + ".places_full";
  }
  if (key == "alloc.full") {
    key = full_key(r);
  }
  if (c_.has(key)) {
    return c_.say(key, args);
  }
  auto what = key;
  for (auto const& [name, value] : r.args) {
    what = c_("when.list", {phrase("head", what), {"tail", value}});
  }
  return c_("reason.unknown", {{"what", what}});
}

}  // namespace foothold
