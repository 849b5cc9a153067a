#include <algorithm>

#include "text/when.h"
#include "ui/kinds.h"
#include "ui/plan_parts.h"
#include "ui/report.h"
#include "ui/words.h"

namespace foothold {

namespace {

constexpr std::size_t kMostRanked = 12U;
constexpr std::uint64_t kThousandEuros = 100'000U;  // cents
constexpr milli_days kTenthOfWeek = 7 * kMilliDaysPerDay / 10;
constexpr std::int64_t kMillionthsPerDigit = 10;  // of a percentage with three digits behind the point

// Weeks of a policy: whole ones without digits behind the point, small ones with two.
std::string policy_weeks(catalogue const& c, milli_days const value) {
  constexpr auto week = 7 * kMilliDaysPerDay;
  if (value % week == 0) {
    return c("when.weeks", {{"n", value / week}});
  }
  return exact_weeks(c, value, value % kTenthOfWeek == 0 ? 1U : 2U);
}

std::string policy_days(catalogue const& c, milli_days const value) {
  return value % kMilliDaysPerDay == 0 ? c("when.days", {{"n", value / kMilliDaysPerDay}}) : policy_weeks(c, value);
}

std::string count(std::uint64_t const n, catalogue const& c) {
  return decimal(c, static_cast<std::int64_t>(n), 0U);
}

std::string people_words(catalogue const& c, told_people const& p) {
  switch (p.told) {
    case told_people::how::few:
      return c("report.few");
    case told_people::how::nearly_all:
      return c("report.nearly_all");
    case told_people::how::number:
      break;
  }
  return c("start.count", {{"n", static_cast<std::int64_t>(p.n)}});
}

// Rounded up, so that "at most" stays true.
std::string percent_words(catalogue const& c, std::int64_t const millionths) {
  auto const thousandths = (millionths + kMillionthsPerDigit - 1) / kMillionthsPerDigit;
  return c("when.percent", {phrase("n", decimal(c, thousandths, 3U))});
}

class report_page {
public:
  report_page(html_writer& w, catalogue const& c, report_view const& v) : w_{w}, c_{c}, v_{v} {}

  void write() {
    w_.leaf("p", {}, c_("report.lead", {phrase("date", plain_date(c_, v_.as_of))}));
    what();
    result();
    shortage();
    open();
    hours();
    waits();
    object();
  }

private:
  void line(std::string_view const words) { w_.leaf("p", {}, words); }
  void say(std::string_view const words) { w_.leaf("p", {{"class", "say"}}, words); }
  void note(std::string_view const words) { w_.leaf("p", {{"class", "note"}}, words); }

  void what() {
    auto const section = w_.in("section");
    w_.leaf("h2", {}, c_("report.what"));
    {
      auto const dl = w_.in("dl");
      auto const people = phrase("people", c_("start.count", {{"n", static_cast<std::int64_t>(v_.people)}}));
      term_line(w_, c_("report.field.people"),
                v_.everybody ? c_("report.everybody", {people}) : c_("report.listed", {people}));
      term_line(
          w_, c_("report.field.places"),
          c_("report.places_on", {phrase("places", count(v_.places, c_)), phrase("sessions", count(v_.sessions, c_))}));
      if (v_.kept) {
        term_line(w_, c_("report.field.kept"),
                  c_("report.kept", {{"places", static_cast<std::int64_t>(v_.kept->places)},
                                     {"weeks", static_cast<std::int64_t>(v_.kept->weeks)}}));
      }
      term_line(w_, c_("report.field.day"), long_date(c_, v_.as_of));
      term_line(w_, c_("report.field.policy"), v_.policy_version);
      term_line(w_, c_("report.field.author"), v_.policy_author);
      term_line(w_, c_("report.field.seed"), std::to_string(v_.seed));
    }
    w_.leaf("h3", {}, c_("report.counts"));
    bullet_list(w_, "why", counted());
    say(c_("report.counts.forecast"));
  }

  [[nodiscard]] std::vector<std::string> counted() const {
    auto const& p = v_.weights;
    auto const weeks = [&](std::string_view const name, milli_days const value) {
      return phrase(name, policy_weeks(c_, value));
    };
    auto out = std::vector<std::string>{c_("report.counts.weeks")};
    auto const add = [&](milli_days const value, text_key const key) {
      if (value != 0) {
        out.push_back(c_(key, {weeks("weeks", value)}));
      }
    };
    add(p.per_100_eur_own, "report.counts.own");
    add(p.per_100_eur_public, "report.counts.public");
    add(p.per_10_hours, "report.counts.hours");
    out.push_back(c_("report.counts.quality", {weeks("good", p.quality_offset[0]), weeks("fair", p.quality_offset[1]),
                                               weeks("basic", p.quality_offset[2])}));
    out.push_back(c_("report.counts.search", {phrase("time", policy_days(c_, p.per_search_day))}));
    out.push_back(c_("report.counts.outside", {weeks("weeks", p.outside_option)}));
    auto const number = [](std::string_view const name, std::uint32_t const n) {
      return phrase(name, std::to_string(n));
    };
    out.push_back(c_("report.counts.weight",
                     {number("most", p.need_weight_max + p.waiting_weight_max), number("need", p.need_weight_max),
                      number("step", p.waiting_weight_per_half_year), number("waiting", p.waiting_weight_max)}));
    out.push_back(c_("report.counts.lottery"));
    return out;
  }

  // A bar of `part` of `whole`; the words beside it say the same.
  void bar(std::string_view const css, std::int64_t const part, std::int64_t const whole) {
    auto const width = whole <= 0 ? 0 : static_cast<int>(std::clamp<std::int64_t>(part * 1000 / whole, 0, 1000));
    auto const svg = w_.in(
        "svg", {{"class", css}, {"viewBox", "0 0 1000 10"}, {"preserveAspectRatio", "none"}, {"aria-hidden", "true"}});
    w_.empty("rect", {{"width", width}, {"height", 10}, {"fill", kAccent}});
  }

  void bar_line(std::string_view const name, std::string_view const words, bool const own, std::int64_t const part,
                std::int64_t const whole) {
    auto const item = w_.in("li");
    {
      auto const span = w_.in("span");
      w_.leaf("b", {}, name);
      w_.leaf("span", {}, words);
    }
    bar(own ? "bar" : "bar other", part, whole);
  }

  void placed_line(std::string_view const name, told_people const& p, bool const own) {
    auto const n = p.told == told_people::how::number ? p.n : p.told == told_people::how::few ? 0U : v_.people;
    bar_line(name, people_words(c_, p), own, static_cast<std::int64_t>(n), static_cast<std::int64_t>(v_.people));
  }

  void result() {
    auto const section = w_.in("section");
    w_.leaf("h2", {}, c_("report.result"));
    w_.leaf("h3", {}, c_("report.with_plan"));
    {
      auto const list = w_.in("ul", {{"class", "bars"}});
      placed_line(c_("report.ours"), v_.placed, true);
      placed_line(c_("report.first"), v_.first_placed, false);
    }
    line(c_("report.placed", {phrase("ours", people_words(c_, v_.placed)),
                              phrase("people", c_("start.count", {{"n", static_cast<std::int64_t>(v_.people)}})),
                              phrase("first", people_words(c_, v_.first_placed))}));
    note(c_("report.first_means"));
    w_.leaf("h3", {}, c_("report.average_weeks"));
    auto const most = std::max({v_.average, v_.first_average, v_.free_average});
    {
      auto const list = w_.in("ul", {{"class", "bars"}});
      bar_line(c_("report.ours"), exact_weeks(c_, v_.average), true, v_.average, most);
      bar_line(c_("report.first"), exact_weeks(c_, v_.first_average), false, v_.first_average, most);
      bar_line(c_("report.free"), exact_weeks(c_, v_.free_average), false, v_.free_average, most);
    }
    line(c_("report.weeks",
            {phrase("ours", exact_weeks(c_, v_.average)), phrase("first", exact_weeks(c_, v_.first_average)),
             phrase("free", exact_weeks(c_, v_.free_average))}));
    note(c_("report.weighed"));
    proof();
    if (v_.fairness) {
      fairness_lines(w_, c_, *v_.fairness);
    }
  }

  void proof() {
    w_.leaf("h3", {}, c_("report.proof"));
    say(v_.gap == 0 ? c_("report.proof.best") : c_("report.proof.gap", {phrase("percent", percent_words(c_, v_.gap))}));
    line(v_.gap_scarcity && v_.scarcity > 0
             ? c_("report.proof.scarcity", {phrase("weeks", exact_weeks(c_, v_.scarcity)),
                                            phrase("percent", percent_words(c_, *v_.gap_scarcity))})
             : c_("report.proof.none"));
    line(c_("report.proof.check"));
    auto const p = w_.in("p");
    w_.leaf("code", {{"dir", "ltr"}, {"lang", "en"}}, v_.check_command);
  }

  [[nodiscard]] std::string saves_words(short_offer const& o) const {
    auto const when = phrase("date", plain_date(c_, o.start));
    return o.low == 0 && o.high == 0 ? c_("report.short.line", {when, phrase("weeks", exact_weeks(c_, o.saves))})
                                     : c_("report.short.range", {when, phrase("low", exact_weeks(c_, o.low)),
                                                                 phrase("high", exact_weeks(c_, o.high))});
  }

  void shortage() {
    auto const section = w_.in("section");
    w_.leaf("h2", {}, c_("report.short"));
    if (v_.offers.empty()) {
      line(c_("report.short.none"));
    } else {
      line(c_("report.short.lead"));
      auto const& first = v_.offers.front().saves;
      line(c_("report.short.example",
              {phrase("n", decimal(c_, v_.weight_tenths, 1U)), phrase("weeks", exact_weeks(c_, first)),
               phrase("plain", exact_weeks(c_, first * 10 / v_.weight_tenths))}));
      ranks();
    }
    if (v_.hidden_offers != 0U) {
      note(c_("report.short.hidden", {{"n", static_cast<std::int64_t>(v_.hidden_offers)}}));
    }
    if (v_.offers.size() > kMostRanked) {
      offer_table();
    }
    buy();
  }

  void open() {
    if (v_.open.empty()) {
      return;
    }
    auto const section = w_.in("section");
    w_.leaf("h2", {}, c_("report.open"));
    line(c_("report.open.lead",
            {phrase("people", c_("start.count", {{"n", static_cast<std::int64_t>(v_.open.front().people)}}))}));
    auto const list = w_.in("ol", {{"class", "ranks"}});
    for (auto const& job : v_.open) {
      auto const item = w_.in("li");
      {
        auto const p = w_.in("p");
        w_.leaf("strong", {}, job.title);
        w_.text(" ");
        w_.leaf("span", {{"class", "small"}}, c_("report.open.jobs", {{"n", static_cast<std::int64_t>(job.jobs)}}));
      }
      bar("bar", job.jobs, v_.open.front().jobs);
      line(c_("report.open.soon", {phrase("people", people_words(c_, job.soon))}));
      line(c_("report.open.year", {phrase("people", people_words(c_, job.year))}));
      if (!job.training.empty()) {
        auto words = std::vector<std::string>{};
        for (auto const& [offer, people] : job.training) {
          words.push_back(c_("report.open.offer", {phrase("offer", offer), phrase("people", count(people, c_))}));
        }
        note(c_("report.open.training", {phrase("list", joined(c_, words))}));
      }
    }
  }

  void ranks() {
    auto const most = v_.offers.front().saves;
    auto const list = w_.in("ol", {{"class", "ranks"}});
    auto n = 0U;
    for (auto const& o : v_.offers) {
      if (n == kMostRanked) {
        break;
      }
      auto const item = w_.in("li");
      {
        auto const p = w_.in("p");
        w_.leaf("strong", {}, std::to_string(++n) + ". " + o.title);
        w_.text(" ");
        w_.leaf("span", {{"class", "small"}}, kind_word(c_, o.kind));
      }
      bar("bar", o.saves, most);
      line(saves_words(o));
      note(c_("report.short.people", {phrase("n", count(o.about_people, c_))}));
    }
  }

  // The heading row of a table: words, and whether numbers stand below.
  void table_head(std::vector<std::pair<std::string, bool>> const& columns) {
    auto const head = w_.in("thead");
    auto const row = w_.in("tr");
    for (auto const& [words, number] : columns) {
      w_.leaf("th", {{"scope", "col"}, {"class", number ? "num2" : "word"}}, words);
    }
  }
  void number_cell(std::string_view const words) { w_.leaf("td", {{"class", "num2"}}, words); }

  void offer_table() {
    auto const details = w_.in("details");
    w_.leaf("summary", {}, c_("report.short.all"));
    auto const scroll = w_.in(
        "div", {{"class", "scroll"}, {"tabindex", 0}, {"role", "region"}, {"aria-label", c_("report.short.all")}});
    auto const table = w_.in("table");
    table_head({{c_("report.col.offer"), false},
                {c_("report.col.date"), false},
                {c_("report.col.saves"), true},
                {c_("report.col.people"), true}});
    auto const body = w_.in("tbody");
    for (auto const& o : v_.offers) {
      auto const row = w_.in("tr");
      w_.leaf("th", {{"scope", "row"}}, o.title);
      w_.leaf("td", {}, plain_date(c_, o.start));
      number_cell(exact_weeks(c_, o.saves));
      number_cell(c_("report.about", {phrase("n", count(o.about_people, c_))}));
    }
  }

  void buy() {
    auto const budget = euros(c_, v_.budget_cents);
    if (v_.offers.empty()) {
      return;
    }
    w_.leaf("h3", {}, c_("report.buy", {phrase("money", budget)}));
    if (v_.buys.empty()) {
      line(c_("report.buy.none", {phrase("money", budget)}));
    } else {
      line(c_("report.buy.lead"));
      auto cents = std::uint64_t{0U};
      auto saves = milli_days{0};
      {
        auto const list = w_.in("ol", {{"class", "why"}});
        for (auto const& b : v_.buys) {
          auto const item = w_.in("li");
          w_.leaf("p", {{"class", "say"}}, b.title);
          line(c_("report.buy.line",
                  {phrase("date", plain_date(c_, b.start)), phrase("money", euros(c_, b.cents)),
                   phrase("weeks", exact_weeks(c_, b.saves)), phrase("rate", exact_weeks(c_, b.per_1000)),
                   phrase("thousand", euros(c_, kThousandEuros))}));
          cents += b.cents;
          saves += b.saves;
        }
      }
      say(c_("report.buy.sum", {{"n", static_cast<std::int64_t>(v_.buys.size())},
                                phrase("money", euros(c_, cents)),
                                phrase("weeks", exact_weeks(c_, saves))}));
      line(c_("report.buy.caution"));
    }
    if (!v_.gifts.empty()) {
      w_.leaf("h3", {}, c_("report.buy.free"));
      line(c_("report.buy.free.lead"));
      auto const list = w_.in("ul", {{"class", "why"}});
      for (auto const& b : v_.gifts) {
        auto const item = w_.in("li");
        w_.leaf("p", {{"class", "say"}}, b.title);
        line(c_("report.short.line",
                {phrase("date", plain_date(c_, b.start)), phrase("weeks", exact_weeks(c_, b.saves))}));
      }
    }
  }

  void figure(std::string_view const words, std::string const& svg) {
    auto const element = w_.in("figure");
    w_.leaf("figcaption", {}, words);
    w_.raw(raw_html{svg});
  }

  void hours() {
    auto const section = w_.in("section");
    w_.leaf("h2", {}, c_("report.hours"));
    line(c_("report.hours.lead"));
    note(c_("report.hours.key"));
    for (auto const& map : v_.maps) {
      w_.leaf("h3", {}, map.title);
      {
        auto const pics = w_.in("div", {{"class", "pics"}});
        figure(c_("report.hours.full"), full_svg(map, c_));
        figure(c_("report.hours.value"), value_svg(map, c_));
      }
      if (!map.strongest.empty()) {
        say(c_("report.hours.strong", {phrase("hours", week_in_words(c_, map.strongest))}));
      }
      hours_table(map);
    }
  }

  void hours_table(hours_map const& map) {
    auto const words = map.title + ": " + c_("plan.as_table");
    auto const details = w_.in("details");
    w_.leaf("summary", {}, words);
    auto const scroll = w_.in("div", {{"class", "scroll"}, {"tabindex", 0}, {"role", "region"}, {"aria-label", words}});
    auto const table = w_.in("table");
    table_head({{c_("report.col.hours"), false}, {c_("report.col.taken"), true}, {c_("report.col.one_more"), true}});
    auto const body = w_.in("tbody");
    for (auto day = 0U; day != 7U; ++day) {
      for (auto band = 0U; band != kBands; ++band) {
        auto const& cell = map.cells.at(day).at(band);
        if (cell.places == 0U) {
          continue;
        }
        auto const from = kFirstBand + band * kBandMinutes;
        auto const row = w_.in("tr");
        w_.leaf("th", {{"scope", "row"}},
                c_("when.days_hours", {phrase("days", weekday_name(c_, day)),
                                       phrase("hours", time_range(c_, from, from + kBandMinutes))}));
        auto const places = phrase("places", count(cell.places, c_));
        number_cell(cell.hidden ? c_("report.hidden_of", {places})
                                : c_("report.taken_of", {phrase("taken", count(cell.taken, c_)), places}));
        number_cell(cell.hidden ? "–" : exact_weeks(c_, cell.saves));
      }
    }
  }

  void waits() {
    auto const section = w_.in("section");
    w_.leaf("h2", {}, c_("report.waits"));
    line(v_.fairness ? c_("report.waits.lead_fair") : c_("report.waits.lead"));
    note(c_("report.waits.average", {phrase("weeks", policy_weeks(c_, v_.weights.outside_option))}));
    auto const tables = w_.in("div", {{"class", "tables"}});
    for (auto const& t : v_.groups) {
      auto const div = w_.in("div");
      w_.leaf("h3", {}, t.title);
      if (t.rows.empty()) {
        line(c_("report.waits.small"));
      } else {
        group_rows(t);
      }
    }
  }

  void group_rows(group_table const& t) {
    auto const scroll =
        w_.in("div", {{"class", "scroll"}, {"tabindex", 0}, {"role", "region"}, {"aria-label", t.title}});
    auto const table = w_.in("table");
    table_head({{c_("report.col.group"), false},
                {c_("report.col.asked"), true},
                {c_("report.col.placed"), true},
                {c_("report.col.weeks"), true}});
    auto const body = w_.in("tbody");
    for (auto const& r : t.rows) {
      auto const row = w_.in("tr");
      w_.leaf("th", {{"scope", "row"}}, r.group);
      number_cell(count(r.asked, c_));
      number_cell(r.placed.told == told_people::how::few          ? c_("report.few_short")
                  : r.placed.told == told_people::how::nearly_all ? c_("report.nearly_all_short")
                                                                  : count(r.placed.n, c_));
      number_cell(decimal(c_, (r.average + kTenthOfWeek / 2) / kTenthOfWeek, 1U));
    }
  }

  void object() {
    auto const section = w_.in("section");
    w_.leaf("h2", {}, c_("report.object"));
    say(c_("report.object.human"));
    line(c_("report.object.page"));
    office_lines(w_, c_, v_.office);
  }

  html_writer& w_;
  catalogue const& c_;
  report_view const& v_;
};

}  // namespace

void office_lines(html_writer& w, catalogue const& c, office_view const& office) {
  if (office.name.empty()) {
    w.leaf("p", {}, c("report.object.nobody"));
    return;
  }
  auto const dl = w.in("dl");
  term_line(w, c("report.object.ask"), office.name);
  phone_line(w, c, office.phone);
}

std::string report_screen(page_frame const& frame, catalogue const& c, report_view const& v) {
  return html_file(frame, c, [&](html_writer& w) { report_page{w, c, v}.write(); });
}

}  // namespace foothold
