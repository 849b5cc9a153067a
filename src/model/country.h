#pragma once
// A country of areas: each one a territory with its own people, offers and places, and sessions of which several areas
// share the places. docs/formats/country.md is this as files.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "model/changes.h"
#include "model/policy.h"

namespace foothold {

struct country_area {
  std::string id{};
  std::string territory{};  // folder of its pack, from the country's folder

  bool operator==(country_area const&) const = default;
};

struct country {
  std::string name{};
  std::vector<country_area> areas{};     // by id
  std::vector<session_places> shared{};  // by session id; each area that has the session has it with all these places

  bool operator==(country const&) const = default;
};

// What is the same for all areas, and what one of them brings along.
struct area_facts {
  std::string territory_hash{}, rules_hash{}, policy_hash{};
  date as_of{};
  milli_days outside_option{0};
  bool fairness{false};                  // the policy has a rule of fairness
  std::uint64_t people{0U};              // who ask for something
  std::vector<session_places> shared{};  // of the country's shared sessions those that it has, with its places left

  bool operator==(area_facts const&) const = default;
};

// What an area has of a shared session.
struct area_terms {
  std::string session{};
  std::uint32_t places{0U};
  std::optional<milli_days> price{};  // set by the country; nothing: the area finds its own

  bool operator==(area_terms const&) const = default;
};

enum class area_job_kind : std::uint8_t {
  facts,   // look at the pack: area_facts
  prices,  // learn prices: area_prices
  run,     // share the places: RUN.json
};

// One piece of work on one area. The same job has the same name, whoever does it; done twice it is done once.
struct area_job {
  area_job_kind kind{area_job_kind::facts};
  std::string area{};
  std::string territory{};       // folder of the pack
  std::string territory_hash{};  // it must still have; empty for `facts`
  std::uint64_t seed{1U};
  std::optional<double> seconds{};      // then the best so far
  std::optional<std::uint64_t> work{};  // rounds of pricing, however long they take
  std::vector<area_terms> shared{};     // by session id; for `facts` without a part
  std::string start{};                  // file with the area_prices to begin with; empty: none

  bool operator==(area_job const&) const = default;
};

struct session_price {
  std::string session{};
  milli_days price{0};

  bool operator==(session_price const&) const = default;
};

struct session_wish {
  std::string session{};
  std::int64_t wanted{0};  // thousandths of places

  bool operator==(session_wish const&) const = default;
};

struct area_prices {
  milli_days length{0};                 // of the next step along the prices
  std::vector<session_price> prices{};  // by session id; those above 0
  std::vector<session_wish> wanted{};   // by session id: of the shared ones

  bool operator==(area_prices const&) const = default;
};

struct country_run_area {
  std::string area{};
  std::string territory_hash{};
  std::string run{}, run_hash{};  // file from the folder of the country's run, and its hash
  std::uint64_t people{0U}, placed{0U};
  milli_days value{0}, bound{0}, unlimited{0}, first_come{0};
  std::uint64_t first_come_placed{0U};

  bool operator==(country_run_area const&) const = default;
};

// The runs of all areas together. Totals are their sums, but for the bound (country.md).
struct country_run {
  std::string country_hash{};
  date as_of{};
  std::uint64_t people{0U}, placed{0U};
  milli_days value{0}, bound{0}, unlimited{0}, first_come{0};
  std::uint64_t first_come_placed{0U};
  std::vector<session_price> prices{};    // of the shared sessions: the dearest of any area
  std::vector<country_run_area> areas{};  // by id

  bool operator==(country_run const&) const = default;
};

}  // namespace foothold
