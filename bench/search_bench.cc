// How fast people are found by name: search_bench [--people N] [--stored N]
//
// N people (1,000,000) with names of many origins and scripts, put together from syllables, so that none is meant to be
// anybody: first all in one organisation, then in five hundred. Questions of each kind, one thread, in its own CPU
// time, so that a busy machine does not count; some answers are held against a plain list. Then N people (100,000) in a
// SQLite store, from which the index is filled as when the program starts. Exit 1 where a goal or an answer is missed.

#include <time.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "measuring.h"
#include "random_source.h"
#include "search/index_twin.h"
#include "search/person_index.h"
#include "service/person_search.h"
#include "store/organisation_records.h"
#include "store/repository.h"
#include "store_support/memory_cipher.h"
#include "store_support/open_doors.h"

using namespace foothold;

namespace {

constexpr auto kSlowest = 0.100;  // seconds, the 99th of 100
constexpr auto kQuestions = 40;   // of each kind

machine_clock const kClock{};

struct syllables {
  std::vector<std::string_view> first, middle, last;
};
// What names of these languages sound like; their real names come out of it rarely.
std::vector<syllables> const kLatin{
    {{"mo", "ah", "kha", "sa", "yu", "om", "ja", "ha", "fa", "za", "ra", "ta", "na", "ba", "ka", "wa", "shu", "gha"},
     {"ha", "mi", "li", "sou", "ri", "de", "ma", "ssa", "ya", "ddi", "zza", "bi", "no", "qa", "lu"},
     {"med", "mad", "led", "ra", "ma", "sha", "lim", "din", "man", "rim", "nab", "za", "hir", "dah", "wi"}},
    {{"ole", "vo", "yu", "ser", "an", "ma", "iry", "dmy", "tka", "she", "kra", "bon", "pet", "lys", "hry", "mel"},
     {"ksa", "lo", "dy", "hi", "na", "ve", "ri", "vche", "da", "re", "li", "po", "sta", "chu"},
     {"nko", "na", "chuk", "renko", "vych", "ia", "iuk", "sky", "ndr", "myr", "tska", "yna", "ets"}},
    {{"te", "ha", "me", "be", "yo", "ki", "se", "a", "ge", "fi", "mu", "de", "we", "zer", "ab"},
     {"sfa", "bte", "rha", "le", "hari", "kele", "da", "ssa", "gi", "brha", "wo", "na", "lem"},
     {"ye", "ne", "s", "le", "riam", "wit", "m", "hin", "sie", "rat", "lde", "nesh"}},
    {{"nu", "meh", "ke", "al", "em", "is", "oz", "ya", "de", "ber", "gul", "kara", "ay", "sev", "tur"},
     {"ra", "me", "li", "ma", "de", "se", "ri", "ha", "ki", "ya", "gu", "la", "vi"},
     {"t", "n", "ye", "l", "oglu", "can", "soy", "er", "gul", "han", "tekin", "z"}}};
std::vector<syllables> const kArabic{
    {{"مح", "اح", "خا", "سع", "يو", "عم", "جم", "حس", "فا", "زي", "رش", "طا", "نو", "بش", "كر", "ول", "غل"},
     {"م", "ي", "و", "ل", "را", "س", "د", "نا", "ب", "ها", "ش", "يم"},
     {"د", "ن", "ر", "ل", "ي", "م", "ة", "ان", "ين", "وي", "ق", "ب"}}};
std::vector<syllables> const kCyrillic{
    {{"Оле", "Во", "Ю", "Сер", "Ан", "Ма", "Іри", "Дми", "Тка", "Ше", "Кра", "Бон", "Пет", "Ли", "Гри"},
     {"кса", "ло", "ди", "гі", "на", "ве", "ри", "вче", "да", "ре", "лі", "по", "ста", "чу"},
     {"нко", "на", "чук", "ренко", "вич", "ія", "юк", "ський", "ндр", "мир", "цька", "ина", "ець"}}};

// Some words are frequent, as names are: the square of a draw leans to the first ones.
std::string_view leaning(std::vector<std::string_view> const& list, random_source& random) {
  auto const n = list.size();
  return list[random.below(n) * random.below(n) / n];
}
std::string word_of(std::vector<syllables> const& languages, std::size_t const language, random_source& random) {
  auto const& s = languages[language % languages.size()];
  auto word = std::string{leaning(s.first, random)};
  for (auto n = random.below(4U); n != 0U; --n) {
    word += leaning(s.middle, random);
  }
  return word + std::string{leaning(s.last, random)};
}
std::string name_of(std::vector<syllables> const& languages, random_source& random) {
  auto const language = random.below(languages.size());
  auto name = std::string{};
  for (auto n = random.between(2, 4); n != 0; --n) {
    name += (name.empty() ? "" : " ") + word_of(languages, language, random);
  }
  return name;
}

entry_id id_of(std::uint64_t const n) {
  auto id = entry_id{};
  auto mixed = n * 0x9E3779B97F4A7C15ULL + 1U;
  for (auto i = std::size_t{0U}; i != id.size(); ++i) {
    id[i] = static_cast<std::uint8_t>((i < 8U ? mixed : n) >> (8U * (i % 8U)));
  }
  return id;
}

kept_person any_person(random_source& random, std::uint64_t const n, std::size_t const offices) {
  auto p = kept_person{.id = id_of(n),
                       .organisation = id_of(5'000'000'000U + random.below(offices)),
                       .caseworker = id_of(6'000'000'000U + n / 80U),
                       .birth_year = random.between(1950, 2008),
                       .year_estimated = random.one_in(8U),
                       .number = fmt::format("LB-{}", 1'000'000U + n)};
  switch (random.below(4U)) {
    case 0U:
      p.name = name_of(kArabic, random);
      p.transliterated = name_of(kLatin, random);
      break;
    case 1U:
      p.name = name_of(kCyrillic, random);
      p.transliterated = name_of(kLatin, random);
      break;
    default:
      p.name = name_of(kLatin, random);
  }
  return p;
}

// The first letters of a text, at most `bytes` bytes, cut between characters.
std::string beginning_of(std::string const& text, std::size_t bytes) {
  bytes = std::min(bytes, text.size());
  while (bytes < text.size() && (static_cast<unsigned char>(text[bytes]) & 0xC0U) == 0x80U) {
    ++bytes;
  }
  return text.substr(0U, bytes);
}

// One kind of question about somebody who is there.
struct kind_of_question {
  std::string_view name;
  std::string (*ask)(kept_person const&, random_source&);
};
std::string first_word(std::string const& name) {
  return name.substr(0U, name.find(' '));
}
std::string last_word(std::string const& name) {
  return name.substr(name.rfind(' ') + 1U);
}
std::array<kind_of_question, 9U> const kKinds{{
    {"whole name", [](kept_person const& p, random_source&) { return p.name; }},
    {"two words, turned round",
     [](kept_person const& p, random_source&) { return last_word(p.name) + " " + first_word(p.name); }},
    {"one word", [](kept_person const& p, random_source&) { return first_word(p.name); }},
    {"two letters", [](kept_person const& p, random_source&) { return beginning_of(p.name, 2U); }},
    {"beginnings",
     [](kept_person const& p, random_source&) {
       return beginning_of(first_word(p.name), 4U) + " " + beginning_of(last_word(p.name), 4U);
     }},
    {"a slip",
     [](kept_person const& p, random_source& random) {
       auto text = p.name;
       auto const at = random.below(text.size());
       if (static_cast<unsigned char>(text[at]) < 0x80U && text[at] != ' ') {
         text[at] = static_cast<char>('a' + random.below(26U));
       }
       return text;
     }},
    {"name and year",
     [](kept_person const& p, random_source&) { return first_word(p.name) + fmt::format(" {}", p.birth_year); }},
    {"local number", [](kept_person const& p, random_source&) { return p.number; }},
    {"eight words",
     [](kept_person const& p, random_source&) { return p.name + " " + p.name + " " + p.name + " " + p.name; }},
}};

double cpu_seconds() {
  auto now = timespec{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

struct times {
  std::vector<double> seconds;

  [[nodiscard]] double at(double const part) {
    std::sort(seconds.begin(), seconds.end());
    auto const n = static_cast<double>(seconds.size() - 1U);
    return seconds.empty() ? 0.0 : seconds[static_cast<std::size_t>(n * part)];
  }
};

bool same_as_plain(person_index const& index, slow_index const& plain, std::string const& text,
                   search_scope const& scope) {
  auto const asked = read_question(text);
  auto slow = plain.find(asked, scope);
  slow.resize(std::min<std::size_t>(slow.size(), 20U));
  return index.find(asked, scope, 20U) == slow;
}

bool measure(std::string_view const where, person_index const& index, slow_index const& plain,
             std::vector<kept_person> const& sample, bool const everybody, bool const scope_is_small) {
  auto random = random_source{3U};
  auto all = times{};
  auto right = true;
  auto compared = 0;
  for (auto const& kind : kKinds) {
    auto own = times{};
    auto found = 0;
    for (auto n = 0; n != kQuestions; ++n) {
      auto const& p = sample[random.below(sample.size())];
      auto const text = kind.ask(p, random);
      auto const scope = search_scope{.everybody = everybody, .organisation = p.organisation};
      auto const begin = cpu_seconds();
      auto const hits = index.find(read_question(text), scope, 20U);
      own.seconds.push_back(cpu_seconds() - begin);
      found += hits.empty() ? 0 : 1;
      // A plain list of a million takes seconds.
      if (n == 7 && (scope_is_small || kind.name == "a slip")) {
        right = right && same_as_plain(index, plain, text, scope);
        ++compared;
      }
    }
    fmt::print("    {:<26} p50 {:6.1f} ms, p99 {:6.1f} ms, {} of {} found somebody\n", kind.name, own.at(0.5) * 1e3,
               own.at(0.99) * 1e3, found, kQuestions);
    right = right && (kind.name == "a slip" || found == kQuestions);
    all.seconds.insert(all.seconds.end(), own.seconds.begin(), own.seconds.end());
  }
  auto duplicates = times{};
  for (auto n = 0; n != kQuestions; ++n) {
    auto const& p = sample[random.below(sample.size())];
    auto const begin = cpu_seconds();
    auto const likely = index.find_duplicates(p.view(), {.everybody = everybody, .organisation = p.organisation}, 10U);
    duplicates.seconds.push_back(cpu_seconds() - begin);
    right = right && likely.size() <= 10U;
  }
  auto const p99 = all.at(0.99);
  fmt::print(
      "  {}: p50 {:.1f} ms, p99 {:.1f} ms (goal {:.0f}); likely duplicates p99 {:.1f} ms; {} answers as the plain "
      "list{}\n",
      where, all.at(0.5) * 1e3, p99 * 1e3, kSlowest * 1e3, duplicates.at(0.99) * 1e3, compared,
      right ? "" : ": AND SOME NOT");
  return right && p99 <= kSlowest;
}

double resident_mb() {
  auto in = std::ifstream{"/proc/self/statm"};
  auto pages = 0.0;
  auto resident = 0.0;
  in >> pages >> resident;
  return resident * 4096.0 / 1e6;
}

bool search_among(std::size_t const people, std::size_t const offices) {
  auto random = random_source{1U};
  auto plain = slow_index{};
  auto sample = std::vector<kept_person>{};
  for (auto n = std::size_t{0U}; n != people; ++n) {
    auto p = any_person(random, n, offices);
    if (n % std::max<std::size_t>(people / 500U, 1U) == 0U) {
      sample.push_back(p);
    }
    plain.people.emplace_hint(plain.people.end(), p.id, std::move(p));
  }
  auto index = person_index{};
  auto const before = resident_mb();
  auto const begin = clock_type::now();
  for (auto const& [id, p] : plain.people) {
    index.put(p.view());
  }
  auto const took = seconds_since(begin);
  auto const size = index.measure();
  fmt::print(
      "{} people in {} organisations: built in {:.1f} s, {} different words, {:.0f} MB, {:.0f} bytes a person "
      "(the process grew by {:.0f} MB)\n",
      size.people, offices, took, size.words, static_cast<double>(size.bytes) / 1e6,
      static_cast<double>(size.bytes) / static_cast<double>(size.people), resident_mb() - before);
  auto good =
      measure(offices == 1U ? "the organisation" : "own organisation", index, plain, sample, false, offices != 1U);
  if (offices != 1U) {
    good = measure("the whole tenant", index, plain, sample, true, false) && good;
  }
  return good;
}

// Changes one after the other, as the outbox tells of them, with searches in between.
void change_people() {
  auto random = random_source{5U};
  auto index = person_index{};
  constexpr auto kPeople = 100'000U;
  for (auto n = 0U; n != kPeople; ++n) {
    index.put(any_person(random, n, 1U).view());
  }
  auto const begin = clock_type::now();
  for (auto n = 0U; n != kPeople; ++n) {
    index.put(any_person(random, random.below(kPeople), 1U).view());
  }
  fmt::print("a change of one person: {:.1f} us\n", seconds_since(begin) / kPeople * 1e6);
}

template <typename T>
T must(result<T> r) {
  if (!r) {
    fmt::print(stderr, "{}\n", r.error().message);
    std::exit(1);
  }
  return std::move(*r);
}

bool fill_from_store(std::size_t const people) {
  auto name = (std::filesystem::temp_directory_path() / "foothold-bench-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) {
    return false;
  }
  auto cipher = memory_cipher{};
  auto right = false;
  {
    auto cases = must(store::open({.folder = std::filesystem::path{name} / "data", .tenant = "t"}, cipher, kClock));
    auto office = organisation_record{.id = new_id<organisation_id>(), .name = "Office"};
    auto random = random_source{9U};
    for (auto first = std::size_t{0U}; first < people; first += 1000U) {
      must(store_for_tests::write(cases, {.actor = "bench", .name = "person.add"},
                                  {.key = fmt::format("p{}", first), .request = "r"},
                                  [&](transaction& t) -> result<std::string> {
                                    if (first == 0U) {
                                      must(add(t, office).map([] { return true; }));
                                    }
                                    for (auto n = first; n != std::min(first + 1000U, people); ++n) {
                                      auto const p = any_person(random, n, 1U);
                                      auto r = person_record{.id = new_id<person_id>(),
                                                             .organisation = office.id,
                                                             .local_number = p.number,
                                                             .name = p.name,
                                                             .birth_year_estimated = p.birth_year};
                                      if (!p.transliterated.empty()) {
                                        r.name_transliterated = p.transliterated;
                                      }
                                      must(add(t, r).map([] { return true; }));
                                    }
                                    return "";
                                  }));
    }
    auto index = name_index{cases, "t"};
    auto const begin = clock_type::now();
    must(index.fill().map([] { return true; }));
    auto const took = seconds_since(begin);
    right = index.people().measure().people == people;
    fmt::print("filled from a SQLite store of {} people, each opened: {:.1f} s, {:.0f} us a person{}\n", people, took,
               took / static_cast<double>(people) * 1e6, right ? "" : ": NOT EVERYBODY");
  }
  std::filesystem::remove_all(name);
  return right;
}

}  // namespace

int main(int const count, char** const arguments) {
  auto people = std::size_t{1'000'000U};
  auto stored = std::size_t{100'000U};
  for (auto i = 1; i + 1 < count; i += 2) {
    auto const value = std::strtoull(arguments[i + 1], nullptr, 10);
    (std::string_view{arguments[i]} == "--people" ? people : stored) = value;
  }
  auto good = search_among(people, 1U);
  good = search_among(people, 500U) && good;
  change_people();
  return fill_from_store(stored) && good ? 0 : 1;
}
