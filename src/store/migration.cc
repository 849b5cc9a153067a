#include "store/migration.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <stdexcept>

#include <fmt/format.h>

#include "sys/hash.h"

namespace foothold {

std::span<embedded_file const> embedded_migrations();  // written by foothold_embed

namespace {

struct word {
  std::string_view neutral, sqlite, postgresql;
};
constexpr auto kWords = std::to_array<word>({
    {"int64", "integer", "bigint"},
    {"text", "text", "text collate \"C\""},
    {"serial64", "integer primary key autoincrement", "bigint generated always as identity primary key"},
    {"strict", "strict", ""},
});

bool is_word_sign(char const c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

std::string in_words_of(engine_kind const engine, std::string_view line) {
  auto out = std::string{};
  while (!line.empty()) {
    auto const end = std::find_if_not(line.begin(), line.end(), is_word_sign);
    auto const size = static_cast<std::size_t>(std::distance(line.begin(), end));
    auto const name = line.substr(0U, std::max(size, std::size_t{1U}));
    auto const* const found =
        std::find_if(kWords.begin(), kWords.end(), [&](word const& w) { return w.neutral == name; });
    out += found == kWords.end() ? name : (engine == engine_kind::sqlite ? found->sqlite : found->postgresql);
    line.remove_prefix(name.size());
  }
  return out;
}

}  // namespace

std::vector<std::string> statements_for(engine_kind const engine, std::string_view text) {
  auto const other = engine == engine_kind::sqlite ? "-- only postgresql" : "-- only sqlite";
  auto statements = std::vector<std::string>{};
  auto current = std::string{};
  auto ours = true;
  auto const finish = [&] {
    if (!current.empty() && ours) {
      statements.push_back(std::move(current));
    }
    current.clear();
    ours = true;
  };
  while (!text.empty()) {
    auto const line = text.substr(0U, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1U, text.size()));
    if (line.empty()) {
      finish();
    } else if (line.starts_with("--")) {
      ours = ours && line != other;
    } else {
      current += in_words_of(engine, line) + '\n';
    }
  }
  finish();
  return statements;
}

std::vector<migration> number_migrations(std::span<embedded_file const> const files) {
  auto list = std::vector<migration>{};
  for (auto const& f : files) {
    list.push_back({.number = 0U, .name = {}, .checksum = hash_hex(f.bytes), .text = f.bytes});
    auto const name = f.path.substr(0U, f.path.rfind(".sql"));
    if (name.size() < 6U || name.size() == f.path.size() || name[4] != '_' ||
        !std::all_of(name.begin(), name.begin() + 4, [](unsigned char const c) { return std::isdigit(c) != 0; })) {
      throw std::logic_error{fmt::format("migration {}: expected a name like 0001_people.sql", f.path)};
    }
    list.back().number = static_cast<std::uint32_t>(std::stoul(std::string{name.substr(0U, 4U)}));
    list.back().name = name.substr(5U);
  }
  std::sort(list.begin(), list.end(), [](migration const& a, migration const& b) { return a.number < b.number; });
  for (auto i = std::size_t{0U}; i != list.size(); ++i) {
    if (list[i].number != i + 1U) {
      throw std::logic_error{fmt::format("migration {}: expected number {}", list[i].name, i + 1U)};
    }
  }
  return list;
}

std::vector<migration> const& all_migrations() {
  static auto const list = number_migrations(embedded_migrations());
  return list;
}

std::span<migration const> migrations_until(std::uint32_t const number) {
  auto const all = std::span{all_migrations()};
  return all.first(std::min<std::size_t>(all.size(), number));
}

}  // namespace foothold
