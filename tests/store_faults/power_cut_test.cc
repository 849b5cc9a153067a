// Power goes at a random write, sync or removal of a file. The disk keeps what was synced and, of the rest, a part,
// torn sectors or nothing. Whatever the store had acknowledged is there afterwards.

#include <atomic>
#include <thread>

#include "random_source.h"
#include "store/commit_queue.h"
#include "store_support/faults.h"

namespace foothold {
namespace {

struct cut_outcome {
  std::size_t acknowledged{0U};
  std::size_t lost_cuts{0U};  // cuts after which something acknowledged was missing
  std::size_t corrupt{0U};    // cuts after which the file was broken
};

// How often the disk is asked to change while a store opens for the first time.
std::uint64_t acts_of_opening() {
  auto const folder = temp_folder{};
  auto disk = memory_disk{};
  auto cipher = memory_cipher{};
  auto const clock = manual_clock{kFirstDay};
  EXPECT_TRUE(store::open({.folder = folder.path(), .vfs = disk.name()}, cipher, clock));
  return disk.count(disk_act::write) + disk.count(disk_act::sync) + disk.count(disk_act::shorten) +
         disk.count(disk_act::remove);
}

// Every fourth cut comes while the store opens for the first time, the others while it is written to.
constexpr auto kActsOfWriting = std::uint64_t{2500U};

// Through the whole store: opening with all migrations, threads that write, checkpoints.
cut_outcome cut_store(std::uint64_t const cuts, bool const lying) {
  auto outcome = cut_outcome{};
  auto const clock = manual_clock{kFirstDay};
  auto const opening = acts_of_opening();
  for (auto n = std::uint64_t{0U}; n != cuts; ++n) {
    auto random = random_source{n};
    auto const folder = temp_folder{};
    auto cipher = memory_cipher{};
    auto disk = std::make_unique<memory_disk>();
    if (lying) {
      disk->lie_about_syncs();
    }
    disk->cut_after(n % 4U == 0U ? random.below(opening) : opening + random.below(kActsOfWriting));
    auto acknowledged = std::array<std::vector<organisation_id>, 3>{};
    auto options = store_options{.folder = folder.path(), .checkpoint_pages = 30, .vfs = disk->name()};
    if (auto cases = store::open(options, cipher, clock)) {
      auto threads = std::vector<std::jthread>{};
      for (auto& mine : acknowledged) {
        threads.emplace_back([&cases, &mine, key = std::to_string(&mine - acknowledged.data())] {
          for (auto i = 0; i != 40; ++i) {
            auto const id = new_id<organisation_id>();
            if (!write_one(*cases, id, key + "-" + std::to_string(i))) {
              return;
            }
            mine.push_back(id);
          }
        });
      }
    }
    auto const found = disk->after_cut(random);
    options.vfs = found->name();
    auto cases = store::open(options, cipher, clock);
    auto lost = std::size_t{0U};
    if (!cases) {
      ++outcome.corrupt;
      EXPECT_TRUE(lying) << "cut " << n << ": " << cases.error().message;
      continue;
    }
    auto const there = lying ? std::set<std::string>{} : written(*cases);
    for (auto const& list : acknowledged) {
      outcome.acknowledged += list.size();
      for (auto const& id : list) {
        auto here = there.contains(format_id(id));
        if (lying) {  // a torn database may fail at any read, which is what this run is for
          here = store_for_tests::read(*cases, [&](snapshot& s) {
                   return find<organisation_record>(s, id).map([](auto const&) {});
                 }).has_value();
        }
        lost += here ? 0U : 1U;
      }
    }
    outcome.lost_cuts += lost > 0U ? 1U : 0U;
    cases = tl::make_unexpected(error{});  // closes the store
    auto whole = std::string{};
    try {
      whole = integrity(folder.path(), found->name());
    } catch (std::exception const& e) {
      whole = e.what();
    }
    outcome.corrupt += whole == "ok" ? 0U : 1U;
    EXPECT_TRUE(lying || whole == "ok") << "cut " << n << ": " << whole;
  }
  return outcome;
}

// The queue alone on a table of its own, with a way to sync that the store does not offer.
cut_outcome cut_queue(std::uint64_t const cuts, std::string const& synchronous) {
  static statement const kAdd{"add", "insert into t values (:p1)", {cell_kind::number}, {}};
  static statement const kAll{"all", "select n from t", {}, {cell_kind::number}};
  auto outcome = cut_outcome{};
  for (auto n = std::uint64_t{0U}; n != cuts; ++n) {
    auto random = random_source{n};
    auto disk = memory_disk{};
    auto acknowledged = std::vector<std::int64_t>{};
    {
      auto writer = connection::sqlite("/t.db", disk.name());
      writer.command("PRAGMA journal_mode=WAL");
      writer.command("PRAGMA synchronous=" + synchronous);
      writer.command("create table t (n integer)");
      disk.cut_after(random.below(400U));
      auto queue = commit_queue{std::move(writer), 512U, 50};
      for (auto i = std::int64_t{0}; i != 150; ++i) {
        auto const done = queue.write([&](connection& c) -> result<void> {
          c.change(kAdd, row{i});
          return {};
        });
        if (!done) {
          break;
        }
        acknowledged.push_back(i);
      }
    }
    auto const found = disk.after_cut(random);
    outcome.acknowledged += acknowledged.size();
    auto c = connection::sqlite("/t.db", found->name());
    auto there = std::set<std::int64_t>{};
    try {
      for (auto const& r : c.rows(kAll, {})) {
        there.insert(std::get<std::int64_t>(r[0]));
      }
      outcome.corrupt += c.ask("PRAGMA integrity_check") == "ok" ? 0U : 1U;
    } catch (std::exception const&) {
      ++outcome.corrupt;
    }
    auto const whole =
        std::all_of(acknowledged.begin(), acknowledged.end(), [&](auto const i) { return there.contains(i); });
    outcome.lost_cuts += whole ? 0U : 1U;
  }
  return outcome;
}

void report(char const* const what, std::uint64_t const cuts, cut_outcome const& o) {
  std::printf("%s: %lu cuts, %zu writes acknowledged, %zu cuts lost some, %zu left a broken file\n", what, cuts,
              o.acknowledged, o.lost_cuts, o.corrupt);
}

TEST(power_cut, the_store_keeps_what_it_acknowledged) {
  auto const cuts = times("FOOTHOLD_CUTS", 300U);
  auto const o = cut_store(cuts, false);
  report("store", cuts, o);
  EXPECT_EQ(o.lost_cuts, 0U);
  EXPECT_EQ(o.corrupt, 0U);
  EXPECT_GT(o.acknowledged, 10U * cuts);
}

TEST(power_cut, the_control_a_disk_that_lies_about_its_syncs_is_caught) {
  auto const o = cut_store(30U, true);
  report("lying disk", 30U, o);
  EXPECT_GT(o.lost_cuts + o.corrupt, 15U);
}

TEST(power_cut, the_queue_keeps_what_it_acknowledged_and_needs_full_syncs_for_it) {
  auto const cuts = times("FOOTHOLD_CUTS", 300U);
  auto const full = cut_queue(cuts, "FULL");
  report("queue, synchronous=FULL", cuts, full);
  EXPECT_EQ(full.lost_cuts, 0U);
  EXPECT_EQ(full.corrupt, 0U);
  EXPECT_GT(full.acknowledged, 20U * cuts);

  auto const normal = cut_queue(cuts, "NORMAL");
  report("queue, synchronous=NORMAL (control)", cuts, normal);
  EXPECT_GT(normal.lost_cuts, cuts / 4U) << "the control must lose";
}

}  // namespace
}  // namespace foothold
