// The verbs that work on an open installation, with and without a server that holds it.

#include <filesystem>

#include <gmock/gmock.h>

#include "app/office_program.h"
#include "support/pdf_text.h"
#include "sys/file.h"
#include "sys/signature.h"
#include "vault_support/disk_search.h"

namespace foothold {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

template <typename Base>
class office_commands : public Base {
protected:
  [[nodiscard]] program_run erase(std::string const& person, std::string const& by,
                                  std::vector<std::string> const& more = {"--yes"}) const {
    auto words = std::vector<std::string>{"--person", person, "--by", by};
    words.insert(words.end(), more.begin(), more.end());
    return this->run("erase", words);
  }
  [[nodiscard]] program_run exported(std::string const& by) const {
    return this->run("export", {"--person", format_id(this->layla), "--by", by, "--out", out().string()});
  }
  [[nodiscard]] std::filesystem::path out() const { return this->files.path() / "layla.json"; }
};
using either = testing::Types<office_program, served_office_program>;
class either_name {
public:
  template <typename Base>
  static std::string GetName(int /*i*/) {
    return std::is_same_v<Base, office_program> ? "alone" : "served";
  }
};
TYPED_TEST_SUITE(office_commands, either, either_name);

TYPED_TEST(office_commands, who_works_here_is_listed_without_names) {
  auto const list = this->run("user", {"list"});
  EXPECT_EQ(list.code, 0) << list.err;
  EXPECT_THAT(list.out, AllOf(HasSubstr(this->officer + "\tactive\tdata_protection_officer\tCity\n"),
                              HasSubstr(this->worker + "\tactive\tcaseworker\tCity\n"), Not(HasSubstr("Canary"))));
  ASSERT_EQ(this->run("user", {"end", this->worker}).code, 0);
  EXPECT_THAT(this->run("user", {"list"}).out, HasSubstr(this->worker + "\tended\tcaseworker"));
  // Who has left may do nothing, and cannot leave twice.
  EXPECT_EQ(this->exported(this->worker).code, 3);
  EXPECT_EQ(this->run("user", {"end", this->worker}).code, 3);
}

TYPED_TEST(office_commands, wrong_users_are_refused_in_a_sentence) {
  auto const role = this->run("user", {"add", "--organisation", "City", "--role", "king", "--name", "A"});
  EXPECT_EQ(role.code, 3);
  EXPECT_THAT(role.err, HasSubstr("\"king\" is no role of staff; there are caseworker, lead"));
  auto const place =
      this->run("user", {"add", "--organisation", std::string(32U, 'a'), "--role", "lead", "--name", "A"});
  EXPECT_EQ(place.code, 3) << "no such organisation";
}

// REQ H5
TYPED_TEST(office_commands, a_file_is_exported_whole_with_who_looked_at_it) {
  auto const done = this->exported(this->worker);
  ASSERT_EQ(done.code, 0) << done.err;
  EXPECT_EQ(done.out, this->out().string() + "\n");
  EXPECT_THAT(done.err, HasSubstr("not shown to you: emergencies"));
  EXPECT_EQ(std::filesystem::status(this->out()).permissions(), std::filesystem::perms{0600});
  auto const file = json::parse(read_file(this->out()).value());
  EXPECT_EQ(file["format"], "foothold-export/1");
  EXPECT_EQ(file["file"]["persons"][0]["name"], "Layla Canary");
  EXPECT_EQ(file["file"]["contacts"][0]["address"], "0170 canary");
  EXPECT_TRUE(file["file"]["skills"].empty());

  ASSERT_EQ(this->exported(this->officer).code, 0);
  auto const protection = json::parse(read_file(this->out()).value());
  EXPECT_FALSE(protection["file"].contains("persons")) << "the officer sees permissions and the log";
  EXPECT_EQ(protection["log"].back()["act"], "person.export");
  EXPECT_EQ(protection["log"].back()["actor"], this->worker);
}

TYPED_TEST(office_commands, a_file_is_printed_in_the_language_of_the_person) {
  auto const paper = this->files.path() / "layla.pdf";
  auto const with = [&](std::vector<std::string> const& more) {
    auto words = std::vector<std::string>{"--person", format_id(this->layla), "--by",    this->worker,
                                          "--out",    this->out().string(),   "--paper", paper.string()};
    words.insert(words.end(), more.begin(), more.end());
    return this->run("export", words);
  };
  auto const done = with({});
  ASSERT_EQ(done.code, 0) << done.err;
  EXPECT_THAT(done.out, HasSubstr(paper.string()));
  EXPECT_EQ(std::filesystem::status(paper).permissions(), std::filesystem::perms{0600});
  auto const english = text_of_pdf(read_file(paper).value());
  EXPECT_THAT(english, AllOf(HasSubstr("What is kept about you"), HasSubstr("Layla Canary"), HasSubstr("0170 canary"),
                             HasSubstr("4 March 2026"), Not(HasSubstr(format_id(this->layla)))));
  ASSERT_EQ(with({"--language", "de"}).code, 0);
  EXPECT_THAT(text_of_pdf(read_file(paper).value()),
              AllOf(HasSubstr("Was über Sie gespeichert ist"), HasSubstr("4. März 2026")));
  auto const unknown = with({"--language", "xx"});
  EXPECT_EQ(unknown.code, 3);
  EXPECT_THAT(unknown.err, HasSubstr("\"xx\" is no language of this installation"));
}

TYPED_TEST(office_commands, only_who_leads_the_case_exports_it) {
  auto const other = this->added_user(this->city, "caseworker");
  auto const refused = this->exported(other);
  EXPECT_EQ(refused.code, 3);
  EXPECT_FALSE(std::filesystem::exists(this->out()));
  EXPECT_EQ(this->exported("nobody").code, 3);
}

// REQ H8
TYPED_TEST(office_commands, who_is_erased_is_gone_from_every_file) {
  auto const person = format_id(this->layla);
  auto const done = this->erase(person, this->officer, {"--yes", "--format", "json"});
  ASSERT_EQ(done.code, 0) << done.err;
  auto const told = json::parse(done.out);
  EXPECT_EQ(told["format"], "foothold-erasure/1");
  EXPECT_EQ(told["rows"], 2);
  EXPECT_FALSE(told["repeated"]);
  auto const line = told["receipt"].template get<std::string>();
  auto const cut = line.rfind(' ');
  auto const key = line.substr(line.rfind(' ', cut - 1U) + 1U, kPublicKeyDigits);
  EXPECT_TRUE(is_signed_by(key, line.substr(0U, cut), line.substr(cut + 1U)));

  EXPECT_EQ(this->exported(this->worker).code, 3);
  auto const again = this->erase(person, this->officer);
  EXPECT_EQ(again.code, 0) << again.err;
  EXPECT_EQ(again.out, line + "\n");
  EXPECT_THAT(again.err, HasSubstr("they were already"));
}

TYPED_TEST(office_commands, nobody_else_erases_and_nobody_by_mistake) {
  auto const person = format_id(this->layla);
  EXPECT_EQ(this->erase(person, this->worker).code, 3);
  EXPECT_EQ(this->erase(std::string(32U, 'b'), this->officer).code, 3);
  EXPECT_EQ(this->erase("Layla", this->officer).code, 3);
  auto const unsure = this->erase(person, this->officer, {});
  EXPECT_EQ(unsure.code, 2);
  EXPECT_THAT(unsure.err, HasSubstr("cannot be undone"));
  EXPECT_EQ(this->exported(this->worker).code, 0) << "still there";
}

TYPED_TEST(office_commands, the_audit_is_signed_and_proven) {
  auto const head = this->run("audit", {"head"});
  ASSERT_EQ(head.code, 0) << head.err;
  EXPECT_THAT(head.out, testing::StartsWith("foothold-audit-head/"));
  this->files.put("head.txt", head.out);
  ASSERT_EQ(this->exported(this->worker).code, 0);
  auto const proven =
      this->run("audit", {"verify", "--against", (this->files.path() / "head.txt").string(), "--format", "json"});
  ASSERT_EQ(proven.code, 0) << proven.err << proven.out;
  auto const told = json::parse(proven.out);
  EXPECT_TRUE(told["whole"]);
  EXPECT_GE(told["entries"], 2);
  EXPECT_GE(told["heads"], 1);
  EXPECT_THAT(this->run("audit", {"verify"}).out, HasSubstr("the audit is whole"));
  // The head of another installation.
  auto other = head.out;
  auto const digit = other.find_last_of("0123456789abcdef");
  other[digit] = other[digit] == '0' ? '1' : '0';
  EXPECT_NE(this->run("audit", {"verify", "--against", other}).code, 0);
}

TYPED_TEST(office_commands, keys_are_copied_and_changed_under_people_who_work) {
  auto const copies = (this->files.path() / "copies").string();
  auto const copied = this->run("keys", {"backup", "--out", copies});
  ASSERT_EQ(copied.code, 0) << copied.err;
  EXPECT_TRUE(std::filesystem::exists(copied.out.substr(0U, copied.out.find('\n'))));
  auto const before = read_file(this->data() + "/keys/master.key").value();
  auto const changed = this->run("keys", {"rotate"});
  ASSERT_EQ(changed.code, 0) << changed.err;
  EXPECT_NE(read_file(this->data() + "/keys/master.key").value(), before);
  EXPECT_EQ(this->exported(this->worker).code, 0);
  ASSERT_EQ(this->run("keys", {"rotate", "--keep-master"}).code, 0);
  EXPECT_EQ(this->exported(this->worker).code, 0);
  ASSERT_EQ(this->run("keys", {"backup", "--out", copies}).code, 0);
  auto const data = this->run("backup", {"--out", copies});
  ASSERT_EQ(data.code, 0) << data.err;
  EXPECT_EQ(this->run("status").code, 1) << "no copy was tried yet";
  auto const drill = this->run("restore", {"--drill", data.out.substr(0U, data.out.find('\n'))});
  EXPECT_EQ(drill.code, 0) << drill.err;
  auto const status = this->run("status");
  EXPECT_EQ(status.code, 0) << status.out;
  EXPECT_THAT(status.out,
              AllOf(HasSubstr("keys copied     good"), HasSubstr("copy tried      good"), Not(HasSubstr("LATE"))));
  auto const told = json::parse(this->run("status", {"--format", "json"}).out);
  EXPECT_EQ(told["format"], "foothold-status/1");
  EXPECT_EQ(told["served"], (std::is_base_of_v<served_office_program, std::remove_reference_t<decltype(*this)>>));
}

TEST_F(served_office_program, a_passphrase_is_not_sent_to_a_server) {
  auto const refused = run("keys", {"rotate", "--new-passphrase"});
  EXPECT_EQ(refused.code, 3);
  EXPECT_THAT(refused.err, HasSubstr("stop it to change the passphrase"));
}

TEST_F(served_office_program, a_second_server_is_refused_and_the_door_is_closed_at_the_end) {
  auto const second = run_program({"serve", "--data", data(), "--listen", "127.0.0.1:0"});
  EXPECT_EQ(second.code, 3) << second.err;
  EXPECT_TRUE(std::filesystem::exists(data() + "/admin.sock"));
  stop();
  EXPECT_EQ(ended.code, 0) << ended.err;
  EXPECT_FALSE(std::filesystem::exists(data() + "/admin.sock"));
  EXPECT_EQ(run("user", {"list"}).code, 0);
}

TEST_F(served_office_program, nothing_personal_is_in_what_the_server_prints) {
  ASSERT_EQ(run("user", {"list"}).code, 0);
  ASSERT_EQ(run("erase", {"--yes", "--person", format_id(layla), "--by", officer}).code, 0);
  ASSERT_EQ(run("erase", {"--yes", "--person", "canary", "--by", officer}).code, 3);
  stop();
  EXPECT_THAT(ended.err, AllOf(HasSubstr("warning admin asked verb=erase done=no"), Not(HasSubstr("anary")),
                               Not(HasSubstr(format_id(layla)))));
}

TEST(config_command, shows_and_checks) {
  auto const folder = temp_folder{};
  auto const data = folder.path().string();
  EXPECT_THAT(run_program({"config", "show", "--data", data}).out, HasSubstr("\"tenant\": \"office\""));
  EXPECT_EQ(run_program({"config", "check", "--data", data}).code, 0);
  folder.put("config.json", R"({"format": "foothold-config/1", "tennant": "a"})");
  auto const checked = run_program({"config", "check", "--data", data});
  EXPECT_EQ(checked.code, 1);
  EXPECT_THAT(checked.err, HasSubstr("did you mean \"tenant\"?"));
  EXPECT_EQ(run_program({"config", "show", "--data", data}).code, 3);
  folder.put("config.json", R"({"format": "foothold-config/1", "tenant": "lindental"})");
  EXPECT_THAT(run_program({"config", "show", "--data", data}).out, HasSubstr("\"tenant\": \"lindental\""));
}

}  // namespace
}  // namespace foothold
