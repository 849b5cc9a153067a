// Which names meet and which do not: a list to read. No name here is of a person.

#include <algorithm>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "search/name_folding.h"

namespace foothold {
namespace {

// How well a question finds a name: the sum of its words' costs; nothing if a word is not found.
std::optional<int> cost_of(std::string const& question, std::string const& name, bool const beginnings = true) {
  auto const stored = words_of_name(name);
  auto sum = 0;
  for (auto const& word : asked_words(question)) {
    auto best = std::optional<int>{};
    for (auto const& s : stored) {
      if (auto const m = match_asked(word, s, beginnings)) {
        best = std::min(best.value_or(m->cost), static_cast<int>(m->cost));
      }
    }
    if (!best && !word.may_miss) {
      return std::nullopt;
    }
    sum += best.value_or(0);
  }
  return sum;
}

std::string heard(std::string const& name) {
  auto text = std::string{};
  for (auto const& w : words_of_name(name)) {
    text += (text.empty() ? "" : " ") + std::string{w.sounds()};
  }
  return text;
}

struct pair_of_names {
  std::string a, b;
};

class names_that_meet : public testing::TestWithParam<std::vector<std::string>> {};

// Every name of a line finds every other one of it.
TEST_P(names_that_meet, whichever_is_asked_for) {
  for (auto const& asked : GetParam()) {
    for (auto const& stored : GetParam()) {
      EXPECT_TRUE(cost_of(asked, stored, false))
          << asked << " [" << heard(asked) << "] does not find " << stored << " [" << heard(stored) << "]";
    }
    EXPECT_EQ(cost_of(asked, asked), 0) << asked;
  }
}

INSTANTIATE_TEST_SUITE_P(
    lists, names_that_meet,
    testing::Values(
        std::vector<std::string>{"Mohammed", "Muhammad", "Mohamad", "Mohamed", "Muhammed", "محمد", "Мухаммед",
                                 "Мухаммад", "Mahammad", "ሙሐመድ", "मोहम्मद", "মোহাম্মদ"},
        std::vector<std::string>{"Mehmet", "Mehmed", "محمد", "Mohammed"},
        std::vector<std::string>{"Mehmet", "Mehmed", "محمد", "Мехмет"},
        std::vector<std::string>{"Магомед", "Magomed", "Мухаммед", "Mohamed"},
        std::vector<std::string>{"Hussein", "Husain", "Hossein", "Hussain", "Hüseyin", "حسين", "حسین", "Хусейн",
                                 "Гусейн"},
        std::vector<std::string>{"Ali", "Aly", "علي", "علی", "Али", "Алі"},
        std::vector<std::string>{"Fatima", "Fatma", "Fatimah", "Fatemeh", "فاطمة", "فاطمه", "Фатима", "Fatıma"},
        std::vector<std::string>{"Khaled", "Khalid", "Halid", "Chalid", "Xalid", "خالد", "Халид"},
        std::vector<std::string>{"Yusuf", "Yousef", "Youssef", "Jusuf", "Yussuf", "يوسف", "Юсуф"},
        std::vector<std::string>{"Aisha", "Ayşe", "Aicha", "Aischa", "Ayesha", "عائشة", "عایشه", "Айша"},
        std::vector<std::string>{"Jamal", "Gamal", "Djamal", "Dschamal", "Džamal", "Cemal", "جمال", "Джамал"},
        std::vector<std::string>{"Omar", "Umar", "Ömer", "Omer", "عمر", "Омар", "Умар"},
        std::vector<std::string>{"Said", "Saeed", "Saïd", "Sa'id", "Sa’īd", "سعيد", "Саид"},
        std::vector<std::string>{"Dawud", "Daoud", "Dawood", "داود", "داوود", "Davud", "Давуд"},
        std::vector<std::string>{"Tawfiq", "Taufiq", "Toufik", "Taufik", "توفيق", "Tevfik", "Тауфик"},
        std::vector<std::string>{"Othman", "Osman", "Uthman", "عثمان", "Осман", "Усман"},
        std::vector<std::string>{"Ramadan", "Ramazan", "Ramadhan", "رمضان", "Рамазан", "Рамадан"},
        std::vector<std::string>{"Qasim", "Kasim", "Qasem", "Kassem", "قاسم", "Касим"},
        std::vector<std::string>{"Qasim", "Gasim", "قاسم", "Гасим"},
        std::vector<std::string>{"Ghasem", "Qasem", "قاسم"},
        std::vector<std::string>{"Ibrahim", "İbrahim", "Ebrahim", "ابراهيم", "إبراهيم", "Ибрагим"},
        std::vector<std::string>{"Ismail", "Ismael", "İsmail", "Esmail", "اسماعيل", "إسماعيل", "Исмаил"},
        std::vector<std::string>{"Musa", "Moussa", "Mousa", "موسى", "موسی", "Муса"},
        std::vector<std::string>{"Yahya", "Yahia", "Jahja", "يحيى", "Яхья"},
        std::vector<std::string>{"Mahmoud", "Mahmud", "محمود", "Махмуд"},
        std::vector<std::string>{"Ahmad", "Ahmed", "Achmed", "أحمد", "احمد", "Ахмед", "Ахмад"},
        std::vector<std::string>{"Zaynab", "Zainab", "Zeinab", "Zeynep", "زينب", "Зейнаб"},
        std::vector<std::string>{"Rashid", "Rachid", "Raschid", "Reşit", "رشيد", "Рашид"},
        std::vector<std::string>{"Ghulam", "Gholam", "Gulam", "غلام", "Гулам"},
        std::vector<std::string>{"Abdulrahman", "Abd al-Rahman", "Abdel Rahman", "Abdurrahman", "Abdul Rahman",
                                 "عبد الرحمن", "عبدالرحمن", "Абдуррахман", "Abderrahmane"},
        std::vector<std::string>{"Abdullah", "Abdallah", "Abdulla", "عبد الله", "عبدالله", "Абдулла"},
        std::vector<std::string>{"Abdulaziz", "Abdelaziz", "Abd al-Aziz", "عبد العزيز", "Абдулазиз"},
        std::vector<std::string>{"Nureddin", "Nooruddin", "Nur al-Din", "Nurettin", "نور الدين", "نورالدين",
                                 "Нуреддин"},
        std::vector<std::string>{"Habibullah", "Habib Ullah", "حبيب الله", "حبیب‌الله", "Хабибулла"},
        std::vector<std::string>{"Alireza", "Ali Reza", "علیرضا", "علی رضا", "علی‌رضا", "Алиреза"},
        std::vector<std::string>{"al-Hassan", "Alhassan", "El Hassan", "Hassan", "الحسن", "حسن", "аль-Хасан"},
        std::vector<std::string>{"Abu Bakr", "Abou Bakr", "Abubakr", "أبو بكر", "ابوبکر"},
        std::vector<std::string>{"Olena", "Олена", "Елена", "Yelena", "Elena", "Jelena"},
        std::vector<std::string>{"Yevhen", "Євген", "Yevgen", "Evgen"},
        std::vector<std::string>{"Евгений", "Evgeny", "Yevgeny", "Evgenij"},
        std::vector<std::string>{"Yevgeny", "Jewgeni"},
        std::vector<std::string>{"Oleksandr", "Олександр", "Александр", "Aleksandr", "Alexander", "Aleksander"},
        std::vector<std::string>{"Yuliia", "Юлія", "Юлия", "Yulia", "Julia", "Julija"},
        std::vector<std::string>{"Serhii", "Сергій", "Сергей", "Sergey", "Sergei", "Serhiy"},
        std::vector<std::string>{"Olha", "Ольга", "Olga"},
        std::vector<std::string>{"Shevchenko", "Шевченко", "Schewtschenko", "Ševčenko", "Szewczenko"},
        std::vector<std::string>{"Kravchuk", "Кравчук", "Krawtschuk"},
        std::vector<std::string>{"Müller", "Mueller", "Muller", "MÜLLER"},
        std::vector<std::string>{"Nguyễn", "Nguyen", "NGUYEN"}, std::vector<std::string>{"Tesfaye", "ተስፋዬ", "Tesfay"},
        std::vector<std::string>{"Giorgi", "გიორგი", "Георги"},
        std::vector<std::string>{"Omid", "امید", "Omeed", "Умид"}, std::vector<std::string>{"Gul", "گل", "Gol", "Гуль"},
        std::vector<std::string>{"Chaudhry", "چودھری", "Choudhary", "Chaudhari"}));

class names_that_do_not_meet : public testing::TestWithParam<pair_of_names> {};

TEST_P(names_that_do_not_meet, in_neither_direction) {
  auto const& [a, b] = GetParam();
  EXPECT_EQ(cost_of(a, b), std::nullopt) << heard(a) << " / " << heard(b);
  EXPECT_EQ(cost_of(b, a), std::nullopt) << heard(b) << " / " << heard(a);
}

void PrintTo(pair_of_names const& p, std::ostream* out) {
  *out << p.a << " / " << p.b;
}

INSTANTIATE_TEST_SUITE_P(
    pairs, names_that_do_not_meet,
    testing::Values(pair_of_names{"Ali", "Leo"}, pair_of_names{"Ali", "Ola"}, pair_of_names{"Omar", "Maria"},
                    pair_of_names{"Mohammed", "Ahmed"}, pair_of_names{"محمد", "أحمد"},
                    pair_of_names{"Mohammed", "Hamid"}, pair_of_names{"Fatima", "Amina"},
                    pair_of_names{"Khaled", "Walid"}, pair_of_names{"Karim", "Salim"}, pair_of_names{"Kamal", "Jamal"},
                    pair_of_names{"كمال", "Gamal"}, pair_of_names{"Layla", "Leon"}, pair_of_names{"ليلى", "لينا"},
                    pair_of_names{"Ivan", "Anna"}, pair_of_names{"Ирина", "Марина"}, pair_of_names{"Oksana", "Ivanna"},
                    pair_of_names{"Rashid", "Karim"}, pair_of_names{"Yusuf", "Yunus"}, pair_of_names{"Tesfay", "Abebe"},
                    pair_of_names{"Shevchenko", "Kravchenko"}, pair_of_names{"Sara", "Zahra"},
                    pair_of_names{"Nadia", "Dina"}, pair_of_names{"Samir", "Omar"}, pair_of_names{"Reza", "Zara"},
                    pair_of_names{"Noor", "Amir"}, pair_of_names{"Adam", "Emad"}));

struct typo {
  std::string meant, typed;
};
TEST(names, one_slip_is_forgiven_and_two_are_not) {
  for (auto const& [meant, typed] : std::vector<typo>{{"Mohammed", "Mohanmed"},
                                                      {"Mohammed", "Mohamemd"},
                                                      {"Mohammed", "ohammed"},
                                                      {"Shevchenko", "Shevchenlo"},
                                                      {"Shevchenko", "Shevhcenko"},
                                                      {"Шевченко", "Шевченто"},
                                                      {"محمود", "محدود"},
                                                      {"Khaled", "Khalked"},
                                                      {"Berhane", "Berfane"}}) {
    EXPECT_TRUE(cost_of(typed, meant)) << typed << " for " << meant;
    EXPECT_GT(cost_of(typed, meant).value_or(0), cost_of(meant, meant).value()) << "the right spelling comes first";
  }
  for (auto const& [meant, typed] : std::vector<typo>{{"Mohammed", "Nohanmed"},
                                                      {"Shevchenko", "Shemchelko"},
                                                      {"Khaled", "Bhakred"},
                                                      {"Ali", "Abi"},
                                                      {"محمد", "نحمد"}}) {
    EXPECT_FALSE(cost_of(typed, meant)) << typed << " for " << meant;
  }
}

TEST(names, the_beginning_of_a_word_finds_it) {
  for (auto const& [whole, begun] : std::vector<typo>{{"Mohammed", "Moh"},
                                                      {"Mohammed", "Muham"},
                                                      {"محمد", "مح"},
                                                      {"محمد", "Moh"},
                                                      {"Shevchenko", "Шевч"},
                                                      {"Habibullah", "Habi"},
                                                      {"Abdulrahman", "Rahm"}}) {
    EXPECT_TRUE(cost_of(begun, whole)) << begun << " for " << whole;
    EXPECT_FALSE(cost_of(begun, whole, false)) << begun << " is not the whole of " << whole;
  }
  EXPECT_LT(cost_of("Ali", "Ali").value(), cost_of("Ali", "Alina").value());
  EXPECT_FALSE(cost_of("Ali", "Elena"));
}

TEST(names, any_word_in_any_order_with_or_without_particles) {
  auto const name = std::string{"Omar Khaled bin Walid al-Masri"};
  for (auto const* const asked : {"Masri", "al-Masri", "masri OMAR", "Walid Omar", "el Masri Khalid",
                                  "OMAR KHALED BIN WALID AL-MASRI", "khaled", "المصري عمر", "Омар Масри"}) {
    EXPECT_TRUE(cost_of(asked, name)) << asked;
  }
  EXPECT_FALSE(cost_of("Omar Karim", name)) << "each word must be found";
  EXPECT_TRUE(cost_of("Ben", "Ben Smith")) << "a particle on its own is a name";
  EXPECT_FALSE(cost_of("al al al al al al al al Omar", "Noor")) << "also where the name comes too late";
}

TEST(names, the_same_letters_come_before_another_spelling_before_another_script_before_a_slip) {
  auto const exact = cost_of("Mohammed", "Mohammed").value();
  auto const spelling = cost_of("Mohammed", "Mohammad").value();
  auto const other = cost_of("Mohammed", "Мохаммад").value();
  auto const slip = cost_of("Mohammed", "Mokammad").value();
  EXPECT_LT(exact, spelling);
  EXPECT_LT(spelling, other);
  EXPECT_LT(other, slip);
}

TEST(names, what_is_no_name_is_no_word) {
  for (auto const* const text : {"", "   ", "1987", "-", "'", "\xff\xfe", "🙂", "\u200f\u202e", "....", "٣٤"}) {
    EXPECT_TRUE(words_of_name(text).empty()) << text;
    EXPECT_TRUE(asked_words(text).empty()) << text;
  }
}

}  // namespace
}  // namespace foothold
