#pragma once
// Records with random fields. An id in a record names a row that is there, so that the row can be written.

#include <map>
#include <optional>
#include <string>
#include <typeinfo>
#include <vector>

#include "random_source.h"
#include "store/field_codec.h"
#include "store/record_id.h"
#include "store/table.h"

namespace foothold {

// Ids of rows that are there, by the type of the id.
class known_ids {
public:
  template <typename Id>
  void add(Id const& id) {
    ids_[typeid(Id).name()].push_back(id.bytes);
  }
  template <typename Id>
  void remove(Id const& id) {
    std::erase(ids_[typeid(Id).name()], id.bytes);
  }
  template <typename Id>
  [[nodiscard]] std::optional<Id> any(random_source& random) const {
    auto const found = ids_.find(typeid(Id).name());
    return found == ids_.end() || found->second.empty()
               ? std::nullopt
               : std::optional{Id{found->second[random.below(found->second.size())]}};
  }

private:
  std::map<std::string, std::vector<std::array<std::uint8_t, kIdBytes>>> ids_;
};

template <typename Id>
[[nodiscard]] Id random_id_of(random_source& random) {
  auto id = Id{};
  for (auto& b : id.bytes) {
    b = static_cast<std::uint8_t>(random.below(256U));
  }
  return id;
}

// Of many scripts, with what SQL, C and SOCI could stumble over.
[[nodiscard]] inline std::string random_text(random_source& random) {
  static auto const kPieces = std::to_array<std::string>(
      {"a", "'", "\"", ":p1", "$1", "%s", "\\", "\n", "\t", " ", ";--", "NULL", "ليلى", "ኤርትራ", "🙂", "ü", "|", "42"});
  auto text = std::string{};
  for (auto n = random.below(6U); n != 0U; --n) {
    text += kPieces[random.below(kPieces.size())];
  }
  return text;
}

// False where a row is named of which there is none.
inline bool fill(std::string& v, random_source& random, known_ids const&) {
  v = random_text(random);
  return true;
}
inline bool fill(std::int64_t& v, random_source& random, known_ids const&) {
  v = static_cast<std::int64_t>(random.below(1001U));
  return true;
}
inline bool fill(bool& v, random_source& random, known_ids const&) {
  v = random.one_in(2U);
  return true;
}
inline bool fill(date& v, random_source& random, known_ids const&) {
  v = date{std::chrono::year{1950} / 1 / 1} + days{random.between(0, 40'000)};
  return true;
}
inline bool fill(instant& v, random_source& random, known_ids const&) {
  v = instant{std::chrono::microseconds{static_cast<std::int64_t>(random.next() >> 12U)}};
  return true;
}
inline bool fill(week_pattern& v, random_source& random, known_ids const&) {
  v.clear();
  for (auto day = 0U; day != 7U; ++day) {
    if (random.one_in(2U)) {
      auto const from = random.between(0, 1000);
      v.push_back({static_cast<std::uint8_t>(day), static_cast<std::uint16_t>(from),
                   static_cast<std::uint16_t>(from + random.between(1, 440))});
    }
  }
  return true;
}
template <typename Tag>
bool fill(record_id<Tag>& v, random_source& random, known_ids const& known) {
  auto const id = known.any<record_id<Tag>>(random);
  v = id.value_or(record_id<Tag>{});
  return id.has_value();
}
template <typename Enum>
  requires std::is_enum_v<Enum>
bool fill(Enum& v, random_source& random, known_ids const&) {
  v = static_cast<Enum>(random.below(words_of<Enum>::kWords.size()));
  return true;
}
template <typename T>
bool fill(std::optional<T>& v, random_source& random, known_ids const& known) {
  v.reset();
  return random.one_in(3U) || fill(v.emplace(), random, known) || (v.reset(), true);
}

template <typename Record>
[[nodiscard]] bool fill_fields(Record& r, random_source& random, known_ids const& known) {
  auto whole = true;
  for_each_column<Record>([&](auto const& c) { whole = fill(r.*c.field, random, known) && whole; });
  if constexpr (table_of<Record>::kName == "objections") {
    // An answer has rules of its own: tests/service/objections_test.cc.
    r.state = decltype(r.state){};
    r.answered_by.reset();
    r.answered_at.reset();
    r.reason.reset();
  }
  return whole;
}

}  // namespace foothold
