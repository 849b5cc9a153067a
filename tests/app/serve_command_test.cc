#include <filesystem>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/program.h"
#include "http/raw_client.h"
#include "temp_folder.h"

namespace foothold {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

TEST(serve_command, each_request_is_a_line_of_the_log_without_anything_personal) {
  auto const data = temp_folder{};
  auto serving = running_program{{"serve", "--demo", "--data", data.path().string(), "--listen", "127.0.0.1:0"}};
  auto const said = serving.line();
  auto const host = said.find("localhost:");
  ASSERT_NE(host, std::string::npos) << said;
  auto const port = static_cast<std::uint16_t>(std::stoul(said.substr(host + 10U)));
  constexpr auto kRest = " HTTP/1.1\r\nHost: localhost\r\nUser-Agent: canary\r\nCookie: canary=1\r\n\r\n";
  EXPECT_EQ(test::raw_client{port}.ask("GET /en?canary=query" + std::string{kRest}).status, 200);
  EXPECT_EQ(test::raw_client{port}.ask("GET /en/people/canary" + std::string{kRest}).status, 404);
  EXPECT_EQ(test::raw_client{port}.ask("GET /canary/none" + std::string{kRest}).status, 404);
  serving.terminate();
  auto const run = serving.wait();
  EXPECT_EQ(run.code, 0) << run.err;
  EXPECT_EQ(run.out, said + "\n");
  EXPECT_THAT(run.err, AllOf(HasSubstr("Z info http.access request method=GET route=/{lang} status=200 bytes="),
                             HasSubstr(" route=/{lang}/people/{id} status=404 "), HasSubstr(" route=- status=404 "),
                             Not(HasSubstr("canary")), Not(HasSubstr("127.0.0."))));
}

}  // namespace
}  // namespace foothold
