#include "search/spelling.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace foothold {
namespace {

struct letter {
  char32_t written;
  std::string_view sounds;
};

// Tables are looked up by halving.
template <std::size_t N>
consteval std::array<letter, N> sorted(std::array<letter, N> table) {
  std::sort(table.begin(), table.end(), [](letter const& a, letter const& b) { return a.written < b.written; });
  return table;
}

std::string_view const* find_in(auto const& table, char32_t const c) {
  auto const at = std::lower_bound(table.begin(), table.end(), c,
                                   [](letter const& l, char32_t const wanted) { return l.written < wanted; });
  return at != table.end() && at->written == c ? &at->sounds : nullptr;
}

// Letters whose accent changes the sound (Turkish, Azeri, Polish, Czech, Croatian, Romanian, Albanian, Kurdish,
// Nordic); as ASCII letters, which are read below. All others are their base letter.
constexpr auto kLatin = sorted(std::to_array<letter>({
    {U'ş', "sh"}, {U'ș', "sh"}, {U'š', "sh"}, {U'ś', "sh"}, {U'ç', "ch"}, {U'č', "ch"}, {U'ć', "ch"},
    {U'ž', "zh"}, {U'ź', "zh"}, {U'ż', "zh"}, {U'ğ', "gh"}, {U'ț', "ts"}, {U'ţ', "ts"}, {U'ı', "i"},
    {U'ə', "e"},  {U'ł', "l"},  {U'đ', "d"},  {U'ð', "d"},  {U'þ', "th"}, {U'æ', "e"},  {U'œ', "e"},
    {U'ø', "o"},  {U'ħ', "h"},  {U'ŧ', "t"},  {U'ɛ', "e"},  {U'ɔ', "o"},  {U'ŋ', "n"},
}));

// Cyrillic by ISO 9 and the national romanisations: Russian, Ukrainian, Belarusian, Bulgarian, Serbian, Macedonian,
// Kazakh, Kyrgyz, Tatar, Tajik, Uzbek.
constexpr auto kCyrillic = sorted(std::to_array<letter>({
    {U'а', "a"},  {U'б', "b"}, {U'в', "v"}, {U'г', "g"},  {U'ґ', "g"},  {U'д', "d"},  {U'е', "e"},  {U'ё', "yo"},
    {U'є', "ye"}, {U'ж', "Z"}, {U'з', "z"}, {U'и', "i"},  {U'і', "i"},  {U'ї', "yi"}, {U'й', "y"},  {U'к', "k"},
    {U'л', "l"},  {U'м', "m"}, {U'н', "n"}, {U'о', "o"},  {U'п', "p"},  {U'р', "r"},  {U'с', "s"},  {U'т', "t"},
    {U'у', "u"},  {U'ф', "f"}, {U'х', "K"}, {U'ц', "X"},  {U'ч', "C"},  {U'ш', "S"},  {U'щ', "SC"}, {U'ъ', ""},
    {U'ы', "i"},  {U'ь', ""},  {U'э', "e"}, {U'ю', "yu"}, {U'я', "ya"}, {U'ў', "w"},  {U'ђ', "j"},  {U'ј', "y"},
    {U'љ', "l"},  {U'њ', "n"}, {U'ћ', "C"}, {U'џ', "j"},  {U'ѓ', "g"},  {U'ќ', "k"},  {U'ѕ', "z"},  {U'ә', "a"},
    {U'ғ', "G"},  {U'қ', "q"}, {U'ң', "n"}, {U'ө', "o"},  {U'ұ', "u"},  {U'ү', "u"},  {U'һ', "h"},  {U'ҳ', "h"},
    {U'ҷ', "j"},  {U'җ', "j"}, {U'ӣ', "i"}, {U'ӯ', "u"},  {U'ѐ', "e"},  {U'ѝ', "i"},  {U'ѣ', "e"},
}));

// Arabic by ALA-LC, with Persian and Dari, Urdu, Pashto, Kurdish and Uyghur letters. Vowel signs are marks, and gone.
constexpr auto kArabic = sorted(std::to_array<letter>({
    {U'ا', "a"}, {U'آ', "a"}, {U'أ', "a"}, {U'إ', "a"}, {U'ٱ', "a"}, {U'ء', ""},  {U'ؤ', "W"}, {U'ئ', "Y"}, {U'ب', "b"},
    {U'پ', "p"}, {U'ت', "t"}, {U'ٹ', "t"}, {U'ټ', "t"}, {U'ث', "H"}, {U'ج', "j"}, {U'چ', "C"}, {U'ح', "h"}, {U'خ', "K"},
    {U'څ', "X"}, {U'ځ', "z"}, {U'د', "d"}, {U'ڈ', "d"}, {U'ډ', "d"}, {U'ذ', "D"}, {U'ر', "r"}, {U'ڑ', "r"}, {U'ړ', "r"},
    {U'ڕ', "r"}, {U'ز', "z"}, {U'ژ', "Z"}, {U'ږ', "Z"}, {U'س', "s"}, {U'ش', "S"}, {U'ښ', "S"}, {U'ص', "s"}, {U'ض', "D"},
    {U'ط', "t"}, {U'ظ', "D"}, {U'ع', "A"}, {U'غ', "G"}, {U'ف', "f"}, {U'ڤ', "v"}, {U'ق', "q"}, {U'ك', "k"}, {U'ک', "k"},
    {U'ڪ', "k"}, {U'ګ', "g"}, {U'گ', "g"}, {U'ڭ', "n"}, {U'ل', "l"}, {U'ڵ', "l"}, {U'م', "m"}, {U'ن', "n"}, {U'ں', "n"},
    {U'ڼ', "n"}, {U'ه', "h"}, {U'ہ', "h"}, {U'ۂ', "h"}, {U'ھ', ""},  {U'ە', "e"}, {U'ة', "T"}, {U'ۃ', "T"}, {U'و', "W"},
    {U'ۆ', "o"}, {U'ۇ', "u"}, {U'ۋ', "v"}, {U'ي', "Y"}, {U'ی', "Y"}, {U'ى', "Y"}, {U'ې', "Y"}, {U'ۍ', "Y"}, {U'ێ', "e"},
    {U'ے', "Y"}, {U'ۓ', "Y"},
}));

struct group {
  std::string_view written, sounds;
};
// Longer groups first.
constexpr auto kGroups = std::to_array<group>({
    {"dsch", "j"}, {"tsch", "C"}, {"tch", "C"}, {"sch", "S"}, {"dzh", "j"}, {"sh", "S"}, {"zh", "Z"},
    {"ch", "C"},   {"kh", "K"},   {"gh", "G"},  {"th", "H"},  {"dh", "D"},  {"ph", "f"}, {"dj", "j"},
    {"dz", "z"},   {"ts", "X"},   {"tz", "X"},  {"cz", "C"},  {"sz", "S"},  {"ck", "k"}, {"qu", "ku"},
    {"ou", "u"},   {"oo", "u"},   {"ee", "i"},  {"x", "ks"},
});

std::string sounds_of_ascii(std::string_view rest) {
  auto out = std::string{};
  if (rest.starts_with('x')) {  // Kurdish and Uzbek Xalid; within a word it is rather Alexander
    out = "K";
    rest.remove_prefix(1U);
  }
  while (!rest.empty()) {
    auto const* const g =
        std::find_if(kGroups.begin(), kGroups.end(), [&](group const& one) { return rest.starts_with(one.written); });
    out += g == kGroups.end() ? rest.substr(0U, 1U) : g->sounds;
    rest.remove_prefix(g == kGroups.end() ? 1U : g->written.size());
  }
  return out;
}

std::string sounds_of_latin(std::u32string_view const word) {
  auto ascii = std::string{};
  for (auto const c : word) {
    if (auto const* const known = find_in(kLatin, c)) {
      ascii += *known;
    } else if (auto const base = base_letter(c); base >= U'a' && base <= U'z') {
      ascii += static_cast<char>(base);
    }
  }
  return sounds_of_ascii(ascii);
}

std::string sounds_by(auto const& table, std::u32string_view const word) {
  auto out = std::string{};
  for (auto const c : word) {
    auto const* known = find_in(table, c);
    known = known == nullptr ? find_in(table, base_letter(c)) : known;
    out += known == nullptr ? std::string_view{} : *known;
  }
  return out;
}

// و and ي before a vowel begin a syllable, and so they do at the beginning of a word.
std::string read_arabic(std::string s) {
  if (!s.empty() && (s[0] == 'W' || s[0] == 'Y')) {
    s[0] = s[0] == 'W' ? 'w' : 'y';
  }
  // A word that begins with ا begins with any short vowel; so it does with ع, which may have its long vowel after it.
  if (s.starts_with("Aa") || s.starts_with("AW") || s.starts_with("AY")) {
    s.erase(1U, s.size() > 3U || s[1] == 'a' ? 1U : 0U);
  }
  if (s.starts_with('a')) {
    s[0] = 'A';
  }
  return s;
}

std::string join_cyrillic(std::string s) {
  for (auto at = s.find("dZ"); at != std::string::npos; at = s.find("dZ", at)) {
    s.replace(at, 2U, "j");
  }
  return s;
}

}  // namespace

std::string sounds_of(std::u32string_view const word, writing const in) {
  auto out = std::string{};
  switch (in) {
    case writing::latin:
      out = sounds_of_latin(word);
      break;
    case writing::cyrillic:
      out = join_cyrillic(sounds_by(kCyrillic, word));
      break;
    case writing::arabic:
      out = read_arabic(sounds_by(kArabic, word));
      break;
    case writing::consonants:
    case writing::other:
      out = sounds_of_ascii(in_latin_letters(word));
      break;
  }
  out.erase(std::unique(out.begin(), out.end()), out.end());
  // Davud is Dawud.
  for (auto at = out.find("avu"); at != std::string::npos; at = out.find("avu", at)) {
    out[at + 1U] = 'w';
  }
  return out;
}

}  // namespace foothold
