#include "store/audit_verify.h"

#include <map>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "store/audit_chain.h"
#include "store/catalogue.h"
#include "store/closed_store.h"
#include "store/copying.h"
#include "store/database_failure.h"

namespace foothold {
namespace {

constexpr std::int64_t kRowsAtOnce{20'000};
constexpr std::size_t kLinkCells{4U};

// What must be true at a position, by somebody's signature.
struct signed_place {
  std::optional<audit_head> head{};  // nothing: the line is none
  bool kept_elsewhere{false};
};
using signed_places = std::multimap<std::int64_t, signed_place>;

signed_places signed_places_of(connection& c, std::optional<audit_head> const& against) {
  auto places = signed_places{};
  auto last = std::int64_t{0};
  for (auto more = true; more;) {
    auto const rows = c.rows(kListHeads, row{last, kRowsAtOnce});
    for (auto const& r : rows) {
      last = std::get<std::int64_t>(r[0]);
      auto head = parse_head(std::get<std::string>(r[1]));
      places.emplace(last,
                     signed_place{head && head->position == last ? std::optional{std::move(*head)} : std::nullopt});
    }
    more = static_cast<std::int64_t>(rows.size()) == kRowsAtOnce;
  }
  if (against) {
    places.emplace(against->position, signed_place{against, true});
  }
  return places;
}

// Goes along the chain, link by link, until something does not fit.
class chain_walk {
public:
  chain_walk(connection& c, std::optional<audit_head> const& against)
      : c_{c}, heads_{signed_places_of(c, against)}, key_{against ? against->key : std::string{}} {}

  audit_report run() {
    auto found = links();
    if (!found && !heads_.empty()) {
      found = audit_fault{end_.number + 1,
                          fmt::format("the audit ends before it, but {} entries were signed", heads_.rbegin()->first)};
    }
    auto const end = end_of_chain(c_);
    auto const counted = c_.rows(kCountWaiting, row{end.transaction, end.number}).front();
    report_.waiting = std::get<std::int64_t>(counted[0]);
    if (found || !in_order_ || !all_counted()) {
      earlier(found, left_out(end));
    }
    // One writer links its entries itself, so that none ever waits.
    if (c_.kind() == engine_kind::sqlite && report_.waiting != 0) {
      earlier(found, audit_fault{std::get<std::int64_t>(counted[1]), "it has no link: it was put in later"});
    }
    report_.entries = end_.position;
    report_.hash = end_.hash;
    report_.fault = std::move(found);
    return std::move(report_);
  }

private:
  static void earlier(std::optional<audit_fault>& found, std::optional<audit_fault> other) {
    if (other && (!found || other->number < found->number)) {
      found = std::move(other);
    }
  }

  // Links that fit name as many entries as there are of them. Where those and the ones that wait are all, none is left
  // out; which one it is otherwise costs a look at each.
  [[nodiscard]] bool all_counted() {
    return std::get<std::int64_t>(c_.rows(kCountAudit, {}).front().front()) == end_.position + report_.waiting;
  }

  std::optional<audit_fault> left_out(chain_end const& end) {
    auto const rows = c_.rows(kFirstLeftOut, row{end.transaction, end.number});
    return rows.empty() ? std::nullopt
                        : std::optional{audit_fault{std::get<std::int64_t>(rows.front()[0]),
                                                    "the chain leaves it out: it was put in later"}};
  }

  std::optional<audit_fault> links() {
    for (;;) {
      auto rows = c_.rows(kListLinks, row{end_.position, kRowsAtOnce});
      for (auto& r : rows) {
        if (auto wrong = link(r)) {
          return wrong;
        }
      }
      if (rows.empty()) {
        return std::nullopt;
      }
    }
  }

  std::optional<audit_fault> link(row& r) {
    auto const position = std::get<std::int64_t>(r[0]);
    auto const number = std::get<std::int64_t>(r[2]);
    if (position != end_.position + 1) {
      return audit_fault{named(number),
                         fmt::format("{} entries before it were taken out", position - end_.position - 1)};
    }
    if (std::holds_alternative<std::monostate>(r[kLinkCells])) {
      return audit_fault{named(number), "it was taken out, or its link names another entry"};
    }
    auto const entry = entry_of(r, kLinkCells);
    auto hash = link_hash(end_.hash, position, entry);
    if (hash != std::get<std::string>(r[3]) || entry.transaction != std::get<std::int64_t>(r[1])) {
      return audit_fault{named(number), "its hash does not fit: the entry, its place or its link was changed"};
    }
    in_order_ = in_order_ && std::pair{entry.transaction, number} > std::pair{end_.transaction, end_.number};
    end_ = {position, entry.transaction, number, std::move(hash)};
    if (position == signed_until_ + 1) {
      first_unsigned_ = number;
    }
    return head_of_this_place();
  }

  // Which entry a bad link is about. The number in the link may be what was changed: then it is the next entry.
  std::int64_t named(std::int64_t const number) {
    auto const rows = c_.rows(list_unlinked(c_.kind()), row{end_.transaction, end_.number, std::int64_t{1}});
    if (rows.empty()) {
      return number > end_.number ? number : end_.number + 1;
    }
    auto const next = std::get<std::int64_t>(rows.front()[0]);
    return number > end_.number && number < next ? number : next;
  }

  std::optional<audit_fault> head_of_this_place() {
    for (auto h = heads_.find(end_.position); h != heads_.end(); h = heads_.find(end_.position)) {
      auto const [head, kept_elsewhere] = std::move(h->second);
      heads_.erase(h);
      ++report_.heads;
      if (!head) {
        return audit_fault{end_.number, "the head that was signed at it is no signed head any more"};
      }
      if (head->hash != end_.hash) {
        return audit_fault{first_unsigned_,
                           fmt::format("it or an entry after it, up to {}, is not what was signed", end_.number)};
      }
      if (key_.empty()) {
        key_ = head->key;
      }
      if (head->key != key_) {
        return audit_fault{end_.number, "the head at it was signed by another key"};
      }
      signed_until_ = end_.position;
    }
    return std::nullopt;
  }

  connection& c_;
  signed_places heads_;
  std::string key_;  // of all heads; empty until the first
  chain_end end_{};
  bool in_order_{true};           // by transaction and number, so that no entry is named twice
  std::int64_t signed_until_{0};  // position
  std::int64_t first_unsigned_{0};
  audit_report report_{};
};

constexpr std::uint32_t kSchemaWithChain{5U};

}  // namespace

audit_report verify_audit(connection& c, std::optional<audit_head> const& against) {
  return chain_walk{c, against}.run();
}

result<audit_report> verify_audit_of(store_options const& where, std::optional<audit_head> const& against) {
  try {
    auto closed = open_closed_store(where);
    if (!closed) {
      return tl::make_unexpected(closed.error());
    }
    auto& c = closed->open;
    if (!where.postgresql.empty()) {
      // Stretches of rows that are looked up by key: to start helpers for each, and to pass rows between them, takes
      // longer.
      c.command("SET LOCAL max_parallel_workers_per_gather = 0");
    }
    if (schema_of(c) < kSchemaWithChain) {
      return fail(errc::bad_input,
                  "this database is from a Foothold whose audit was not chained yet; start the program once");
    }
    auto report = verify_audit(c, against);
    c.command("ROLLBACK");
    return report;
  } catch (database_failure const& f) {
    return tl::make_unexpected(as_error(f));
  }
}

}  // namespace foothold
