#pragma once
// What signing in needs of an installation: its cases, its clock, and the key that hashes of cards, PINs, passwords and
// codes are made with. That key is made of the key store (docs/vault.md), so a copy of the data does not hold it, and
// it stays the same when keys are rotated.

#include <memory>
#include <string>

#include "base/result.h"
#include "service/address_limit.h"
#include "service/installation.h"
#include "vault/credentials.h"

namespace foothold {

struct way_costs {
  hash_cost pin{kPinCost};
  hash_cost password{kPasswordCost};
  hash_queue queue{};
};

class ways_in {
public:
  [[nodiscard]] static result<std::unique_ptr<ways_in>> open(installation& office, way_costs const& costs = {});

  [[nodiscard]] installation& office() { return office_; }
  [[nodiscard]] store& cases() { return office_.cases(); }
  [[nodiscard]] credential_keeper& keeper() { return keeper_; }
  [[nodiscard]] address_limit& addresses() { return addresses_; }
  [[nodiscard]] way_costs const& costs() const { return costs_; }
  [[nodiscard]] std::string const& tenant() const { return office_.options().data.tenant; }
  [[nodiscard]] instant now() const;

private:
  ways_in(installation& office, secret pepper, way_costs const& costs)
      : office_{office}, costs_{costs}, keeper_{std::move(pepper), costs.queue}, addresses_{office.clock()} {}

  installation& office_;
  way_costs costs_;
  credential_keeper keeper_;
  address_limit addresses_;
};

// A request of its own, for what cannot be asked twice.
[[nodiscard]] change_request once();

}  // namespace foothold
