#include "service/replaying.h"

#include <array>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "interop/plan_json.h"
#include "service/plan_trace.h"
#include "service/planning.h"
#include "service/portrait.h"
#include "store/repository.h"
#include "sys/hash.h"

namespace foothold {
namespace {

using enum replay_end;

access_request asked(installation const& office) {
  return {.by = {.id = "replay",
                 .as = role::service,
                 .tenant = office.options().data.tenant,
                 .state = membership::active,
                 .session = action::list},
          .what = action::list,
          .of = {.sort = kind::person, .over = reach::tenant},
          .for_what = purpose::supervision};
}

// Empty where the rows are what the decision says.
std::string what_was_altered(decision_case const& c, trace_head const& head) {
  if (!c.portrait || !c.made) {
    return "the portrait or the plan that it names is not there";
  }
  if (c.portrait->person != c.decision.person || c.made->person != c.decision.person) {
    return "the portrait or the plan that it names is another person's";
  }
  if (hash_hex(c.portrait->content) != head.portrait_hash) {
    return "the portrait is not the one that was planned for";
  }
  if (hash_hex(c.made->content) != c.decision.result_hash) {
    return "the plan is not the one that was found";
  }
  if (inputs_hash_of(head) != c.decision.inputs_hash || head.snapshot != c.decision.snapshot_hash) {
    return "the trace names other inputs than the decision";
  }
  return {};
}

// Plan and trace as they come out today; empty for a portrait or goal that cannot be read.
struct outcome_bytes {
  std::string plan, trace;
};
std::optional<outcome_bytes> compute_again(decision_case const& c, trace_head const& head, planning_ground const& g) {
  auto q = question_of_portrait(c.portrait->content, *g.place, head.as_of);
  auto goal = g.plans.find_goal(head.goal);
  if (!q || !goal) {
    return std::nullopt;
  }
  q->goal = std::move(*goal);
  auto const p = g.plans.make(*q, effort::explained);
  return outcome_bytes{write_plan(p), write_plan_trace(head, p, *q, *g.place)};
}

class case_reader {
public:
  case_reader(installation& office, std::string const& id) : office_{office}, id_{id} {}

  // The next stretch of decisions with their rows; empty at the end.
  result<std::vector<decision_case>> next() {
    auto out = std::vector<decision_case>{};
    if (ended_) {
      return out;
    }
    auto after = std::string{};
    auto const done = office_.cases().read(asked(office_), [&](snapshot& s) -> result<void> {
      out.clear();
      after.clear();
      return read_decisions(s, out, after).and_then([&] { return read_rows(s, out); });
    });
    after_ = after;
    ended_ = after_.empty();
    return done.map([&] { return std::move(out); });
  }

private:
  result<void> read_decisions(snapshot& s, std::vector<decision_case>& out, std::string& after) const {
    if (!id_.empty()) {
      auto const id = parse_id_as<decltype(decision_record::id)>(id_);
      auto one = id ? find<decision_record>(s, *id) : tl::make_unexpected(no_such_entry());
      return one.map([&](decision_record d) { out.push_back({.decision = std::move(d)}); });
    }
    return list<decision_record>(s, {.after = after_}).map([&](stretch<decision_record> part) {
      for (auto& d : part.rows) {
        out.push_back({.decision = std::move(d)});
      }
      after = part.next;
    });
  }

  template <typename Record, typename Id>
  static result<void> read_row(snapshot& s, std::string const& text, std::optional<Record>& to) {
    auto const id = parse_id_as<Id>(text);
    auto row = id ? find<Record>(s, *id) : result<Record>{tl::make_unexpected(no_such_entry())};
    if (!row) {
      return row.error().code == errc::not_found ? result<void>{} : tl::make_unexpected(row.error());
    }
    to = std::move(*row);
    return {};
  }
  static result<void> read_rows(snapshot& s, std::vector<decision_case>& cases) {
    for (auto& c : cases) {
      auto const head = read_trace_head(c.decision.trace);
      if (!head) {
        continue;
      }
      auto done = read_row<portrait_record, portrait_id>(s, head->portrait, c.portrait).and_then([&] {
        return read_row<plan_record, plan_id>(s, head->plan, c.made);
      });
      if (!done) {
        return done;
      }
    }
    return {};
  }

  installation& office_;
  std::string id_;
  std::string after_{};
  bool ended_{false};
};

}  // namespace

std::string_view word(replay_end const e) {
  constexpr auto kWords = std::to_array<std::string_view>(
      {"same", "not_computed", "other_engine", "no_snapshot", "bad_snapshot", "altered", "differs"});
  return kWords.at(static_cast<std::size_t>(e));
}

bool is_fine(replay_end const e) {
  return e == same || e == not_computed;
}

replayed replay(decision_case const& c, snapshot_source const& snapshots) {
  auto out = replayed{.decision = format_id(c.decision.id), .engine = c.decision.engine, .end = same, .detail = {}};
  auto const ends = [&](replay_end const e, std::string detail) {
    out.end = e;
    out.detail = std::move(detail);
    return out;
  };
  auto const head = read_trace_head(c.decision.trace);
  if (!head) {
    return ends(not_computed, "a human wrote it down; there is nothing to compute again");
  }
  if (auto why = what_was_altered(c, *head); !why.empty()) {
    return ends(altered, std::move(why));
  }
  auto const ground = snapshots(c.decision.snapshot_hash);
  if (!ground) {
    return ends(ground.error().code == errc::not_found ? no_snapshot : bad_snapshot, ground.error().message);
  }
  auto const again = compute_again(c, *head, *ground);
  if (again && again->plan == c.made->content && again->trace == c.decision.trace) {
    return out;
  }
  if (c.decision.engine != plan_engine()) {
    return ends(other_engine,
                fmt::format("{} computed it, and {} finds other bytes", c.decision.engine, plan_engine()));
  }
  return ends(differs, !again                           ? "the portrait cannot be planned for any more"
                       : again->plan == c.made->content ? "the plan is the same, its trace is another"
                                                        : "the same inputs give another plan");
}

result<std::vector<replayed>> replay_decisions(installation& office, std::string const& id,
                                               std::function<void(std::size_t done)> const& tell) {
  auto opened = std::map<std::string, result<planning_ground>, std::less<>>{};
  auto const snapshots = [&](std::string_view const hash) -> result<planning_ground> {
    auto at = opened.find(hash);
    if (at == opened.end()) {
      at = opened.emplace(hash, open_snapshot(office.options().data.folder, hash)).first;
    }
    return at->second;
  };
  auto out = std::vector<replayed>{};
  auto reader = case_reader{office, id};
  for (auto more = true; more;) {
    auto const cases = reader.next();
    if (!cases) {
      return tl::make_unexpected(cases.error());
    }
    more = !cases->empty();
    for (auto const& c : *cases) {
      out.push_back(replay(c, snapshots));
      tell(out.size());
    }
  }
  return out;
}

}  // namespace foothold
