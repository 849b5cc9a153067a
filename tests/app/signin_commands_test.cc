// Cards and invitations from the command line, with and without a server that holds the installation.

#include <filesystem>

#include <gmock/gmock.h>

#include "app/office_program.h"
#include "support/pdf_text.h"
#include "sys/file.h"

namespace foothold {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::ContainsRegex;
using testing::HasSubstr;
using testing::Not;

template <typename Base>
class signin_commands : public Base {
protected:
  [[nodiscard]] program_run new_card(std::string const& by, std::vector<std::string> const& more = {}) const {
    auto words =
        std::vector<std::string>{"new", "--person", format_id(this->layla), "--by", by, "--out", out().string()};
    words.insert(words.end(), more.begin(), more.end());
    return this->run("card", words);
  }
  [[nodiscard]] std::filesystem::path out() const { return this->files.path() / "card.pdf"; }
};
using either = testing::Types<office_program, served_office_program>;
class either_name {
public:
  template <typename Base>
  static std::string GetName(int /*i*/) {
    return std::is_same_v<Base, office_program> ? "alone" : "served";
  }
};
TYPED_TEST_SUITE(signin_commands, either, either_name);

TYPED_TEST(signin_commands, a_card_is_paper_with_numbers_and_neither_name_nor_pin) {
  auto const done = this->new_card(this->worker);
  ASSERT_EQ(done.code, 0) << done.err;
  EXPECT_THAT(done.out, testing::MatchesRegex("[0-9][0-9][0-9][0-9][0-9][0-9]\n"));
  EXPECT_EQ(std::filesystem::status(this->out()).permissions(), std::filesystem::perms{0600});
  auto const text = text_of_pdf(read_file(this->out()).value());
  EXPECT_THAT(text, AllOf(HasSubstr("Your card"), HasSubstr("http://localhost:8080/en/card"),
                          ContainsRegex("[0-9]{4} [0-9]{4} [0-9]{4} [0-9]{4}"), Not(HasSubstr("Canary")),
                          Not(HasSubstr(done.out.substr(0U, 6U)))));
  ASSERT_EQ(this->new_card(this->worker, {"--language", "ar", "--pin", "830514"}).code, 0);
  EXPECT_THAT(text_of_pdf(read_file(this->out()).value()), HasSubstr("http://localhost:8080/ar/card"));
}

TYPED_TEST(signin_commands, a_card_is_for_who_works_on_the_case) {
  EXPECT_EQ(this->new_card(this->officer).code, 3);
  EXPECT_FALSE(std::filesystem::exists(this->out()));
  auto const easy = this->new_card(this->worker, {"--pin", "123456"});
  EXPECT_EQ(easy.code, 3);
  EXPECT_THAT(easy.err, AllOf(HasSubstr("too easy"), Not(HasSubstr("123456"))));
  ASSERT_EQ(this->new_card(this->worker).code, 0);
  auto const revoke = std::vector<std::string>{"revoke", "--person", format_id(this->layla), "--by", this->worker};
  EXPECT_EQ(this->run("card", revoke).code, 0);
  EXPECT_EQ(this->run("card", revoke).code, 3) << "there is none any more";
}

TYPED_TEST(signin_commands, an_invitation_is_an_address_with_a_code_behind_the_sign) {
  auto const done = this->run("user", {"invite", this->worker, "--language", "de"});
  ASSERT_EQ(done.code, 0) << done.err;
  EXPECT_THAT(done.out, testing::MatchesRegex("http://localhost:8080/de/invitation#[0-9]+\n"));
  EXPECT_EQ(this->run("user", {"invite", std::string(32U, 'a')}).code, 3);
  EXPECT_EQ(this->run("user", {"invite", "x"}).code, 3);
}

class sign_in_serving : public office_program {};

TEST_F(sign_in_serving, more_than_this_machine_is_served_over_https_only) {
  auto const refused = run("serve", {"--listen", "0.0.0.0:0"});
  EXPECT_EQ(refused.code, 2);
  EXPECT_THAT(refused.err, HasSubstr("or https in front"));
}

}  // namespace
}  // namespace foothold
