// Files of a case through the API: drawn anew, described, given back as an attachment, gone.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "api/api_world.h"
#include "http/router.h"
#include "media/media_kind.h"
#include "media_support/uploads.h"

namespace foothold::api {
namespace {

using http::verb;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;
using uploads::kCanary;

class api_files : public api_world {
protected:
  answered send(std::string const& bytes, std::string const& query = {}, http::fields headers = {},
                std::string const& as = "caseworker", std::string const& key = {}) {
    if (http::find(headers, "Content-Type") == nullptr) {
      headers.push_back({"Content-Type", "application/octet-stream"});
    }
    return ask({.method = verb::post,
                .path = layla_path("/files" + query),
                .as = as,
                .body = bytes,
                .key = key,
                .headers = headers});
  }
  std::string photo{uploads::photo(uploads::flag(40, 20), 1)};
};
FOOTHOLD_BOTH_ENGINES(api_files);

TEST_P(api_files, each_kind_is_added_described_and_given_back) {
  struct kind_of_file {
    std::string bytes, media, ending;
    std::int64_t width, pages;
  };
  for (auto const& k : {kind_of_file{photo, "image/jpeg", "jpg", 40, 0},
                        kind_of_file{uploads::png(uploads::flag(30, 20)), "image/png", "png", 30, 0},
                        kind_of_file{uploads::pdf_with_everything(), "application/pdf", "pdf", 0, 2}}) {
    // What the sender says of the type is not believed.
    auto const added = send(k.bytes, "?kind=certificate",
                            {{"Content-Type", "image/png"}, {"Foothold-File-Name", "C%3A%5CScan%20%D9%84.exe"}});
    ASSERT_EQ(added.status, 201) << added.body;
    auto const path = layla_path("/files/" + added.id());
    EXPECT_EQ(added.header("Location"), "/api/v1" + path);
    auto const row = get("caseworker", path).parsed();
    EXPECT_EQ(row["media"], k.media);
    EXPECT_EQ(row["kind"], "certificate");
    EXPECT_EQ(row["name"], "Scan ل.exe") << "without the folder";
    EXPECT_EQ(row["width"], k.width);
    EXPECT_EQ(row["pages"], k.pages);
    EXPECT_EQ(row["added_by"], format_id(staff.at("caseworker").id));
    auto const got = get("newcomer", path + "/content");
    ASSERT_EQ(got.status, 200) << got.body;
    EXPECT_EQ(got.type, k.media);
    EXPECT_EQ(got.header("Content-Disposition"), "attachment; filename*=UTF-8''Scan%20%D9%84." + k.ending);
    EXPECT_EQ(got.security_policy, "sandbox; default-src 'none'");
    EXPECT_EQ(got.body.size(), row["bytes"].get<std::size_t>());
    EXPECT_THAT(k.bytes, HasSubstr(kCanary)) << "the control: it was sent";
    EXPECT_THAT(got.body, Not(HasSubstr(kCanary)));
  }
  EXPECT_EQ(get("caseworker", layla_path("/files")).parsed()["items"].size(), 3U);
}

TEST_P(api_files, a_look_at_the_bytes_is_in_the_log_of_the_person) {
  auto const added = send(photo);
  ASSERT_EQ(added.status, 201);
  auto const looks = [&] {
    auto n = 0;
    auto const log = get("newcomer", layla_path("/log?limit=100")).parsed();
    for (auto const& line : log["items"]) {
      n += line["who"] == format_id(staff.at("caseworker").id) && line["act"] == "person.read" ? 1 : 0;
    }
    return n;
  };
  auto const before = looks();
  ASSERT_EQ(get("caseworker", layla_path("/files/" + added.id() + "/content")).status, 200);
  EXPECT_EQ(looks(), before + 1);
}

TEST_P(api_files, the_same_request_is_the_same_file_and_another_under_its_key_is_refused) {
  auto const added = send(photo, "?kind=photo", {{"Foothold-File-Name", "a"}}, "caseworker", "k");
  auto const again = send(photo, "?kind=photo", {{"Foothold-File-Name", "a"}}, "caseworker", "k");
  ASSERT_EQ(added.status, 201) << added.body;
  EXPECT_EQ(again.id(), added.id());
  EXPECT_EQ(again.header("Idempotency-Replayed"), "true");
  EXPECT_EQ(send(photo, "?kind=paper", {{"Foothold-File-Name", "a"}}, "caseworker", "k").status, 422);
  EXPECT_EQ(send(photo, "?kind=photo", {{"Foothold-File-Name", "b"}}, "caseworker", "k").status, 422);
  EXPECT_EQ(send(photo, "", {}, "caseworker", "-").status, 400) << "no key";
  EXPECT_EQ(get("caseworker", layla_path("/files")).parsed()["items"].size(), 1U);
}

TEST_P(api_files, what_is_no_such_file_gets_a_sentence) {
  auto const refused = send("<html><script>" + std::string{kCanary});
  EXPECT_EQ(refused.status, 422);
  EXPECT_EQ(refused.parsed()["errors"][0]["expected"], "JPEG, PNG or PDF");
  EXPECT_THAT(refused.body, Not(HasSubstr(kCanary)));
  EXPECT_EQ(send(photo.substr(0U, 700U)).parsed()["errors"][0]["found"], "a file that is damaged or cut off");
  EXPECT_EQ(send(uploads::png_bomb(60'000U, 60'000U)).parsed()["errors"][0]["expected"], "at most 40 million pixels");
  EXPECT_EQ(send(std::string(kMostUploadBytes + 1U, 'x')).status, 413);
  EXPECT_EQ(send("{}", "", {{"Content-Type", "application/json"}}).status, 415);
  for (auto const* const query : {"?kind=passport", "?certificate=1", "?name=Amina", "?kind=photo&kind=photo"}) {
    EXPECT_EQ(send(photo, query).status, 400) << query;
  }
  for (auto const* const name : {"%FF", "a%0Ab", "%2"}) {
    EXPECT_EQ(send(photo, "", {{"Foothold-File-Name", name}}).status, 400) << name;
  }
  auto const strange = send(photo, "?certificate=" + std::string(32U, 'a'));
  EXPECT_EQ(strange.status, 422);
  EXPECT_EQ(strange.parsed()["errors"][0]["pointer"], "/certificate");
  EXPECT_THAT(at_work->files().list(), testing::IsEmpty()) << "nothing is left of any of them";
}

TEST_P(api_files, who_does_not_see_the_case_neither_adds_nor_reads) {
  auto const added = send(photo);
  ASSERT_EQ(added.status, 201);
  auto const path = layla_path("/files/" + added.id());
  for (auto const* const who : {"stranger", "provider", "employer", "assessor", "authority"}) {
    EXPECT_EQ(get(who, path).status, 404) << who;
    EXPECT_EQ(get(who, path + "/content").status, 404) << who;
    EXPECT_EQ(send(photo, "", {}, who).status, 404) << who;
    EXPECT_EQ(change(verb::del, who, path, "1").status, 404) << who;
  }
  EXPECT_EQ(at_work->files().list().size(), 1U);
}

TEST_P(api_files, what_is_said_of_it_can_be_corrected_and_the_bytes_cannot) {
  auto const added = send(photo, "?kind=photo", {{"Foothold-File-Name", "a.jpg"}});
  ASSERT_EQ(added.status, 201);
  auto const path = layla_path("/files/" + added.id());
  auto const before = get("caseworker", path + "/content").body;
  EXPECT_EQ(change(verb::patch, "caseworker", path, "1", json{{"kind", "certificate"}, {"name", "b"}}).status, 200);
  EXPECT_EQ(get("caseworker", path).parsed()["kind"], "certificate");
  EXPECT_EQ(get("caseworker", path + "/content").body, before);
  for (auto const* const field : {"media", "bytes", "content_hash", "added_by", "pages"}) {
    EXPECT_EQ(change(verb::patch, "caseworker", path, "2", json{{field, "x"}}).status, 422) << field;
  }
  EXPECT_EQ(change(verb::patch, "caseworker", path, "2", json{{"paper", std::string(32U, 'a')}}).status, 422)
      << "no row of this file";
}

TEST_P(api_files, a_removed_one_is_gone) {
  auto const added = send(photo, "", {}, "newcomer");
  ASSERT_EQ(added.status, 201) << "people add to their own file";
  auto const path = layla_path("/files/" + added.id());
  EXPECT_EQ(change(verb::del, "caseworker", path, "2").status, 412);
  EXPECT_EQ(change(verb::del, "caseworker", path, "1").status, 204);
  EXPECT_EQ(get("caseworker", path + "/content").status, 404);
  EXPECT_THAT(at_work->files().list(), testing::IsEmpty());
}

TEST_P(api_files, are_in_the_export) {
  auto const added = send(photo, "?kind=photo", {{"Foothold-File-Name", "me.jpg"}});
  ASSERT_EQ(added.status, 201);
  auto const all = get("newcomer", layla_path("/export")).parsed();
  EXPECT_EQ(all["file"]["files"][0]["id"], added.id());
  EXPECT_EQ(all["file"]["files"][0]["name"], "me.jpg");
}

// One address alone takes long bodies.
TEST(upload_limit, is_that_of_one_address) {
  auto routes = http::router{};
  add_routes(routes, nullptr);
  auto const person = "/api/v1/persons/" + std::string(32U, 'a');
  EXPECT_EQ(routes.body_limit(verb::post, person + "/files?kind=photo", 1U), kMostUploadBytes);
  EXPECT_EQ(routes.body_limit(verb::get, person + "/files", 1U), 1U);
  EXPECT_EQ(routes.body_limit(verb::post, person + "/contacts", 1U), 1U);
  EXPECT_EQ(routes.body_limit(verb::post, "/api/v1/persons/../files", 1U), 1U);
  EXPECT_EQ(routes.body_limit(verb::post, "*", 1U), 1U);
}

}  // namespace
}  // namespace foothold::api
