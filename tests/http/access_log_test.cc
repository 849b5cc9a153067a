#include "http/access_log.h"

#include <memory>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <spdlog/sinks/ostream_sink.h>
#include <spdlog/spdlog.h>

#include "http/running_server.h"

namespace foothold::test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(access_log, names_the_route_and_nothing_personal) {
  auto out = std::ostringstream{};
  auto const sink = std::make_shared<spdlog::sinks::ostream_sink_mt>(out);
  spdlog::register_logger(std::make_shared<spdlog::logger>("http.access", sink));
  {
    auto const s = running_server{};
    s.ask(get("/en/people/canary-id?canary=query", "Cookie: canary=1\r\n"));
    s.ask(get("/canary/none/here"));
    s.ask(get("/canary%zz"));
    s.ask(post("/form", "canary=1", "Content-Type: application/x-www-form-urlencoded\r\n"));
  }
  spdlog::drop("http.access");
  EXPECT_THAT(out.str(), AllOf(HasSubstr("method=GET route=/{lang}/people/{id} status=200 bytes="), HasSubstr(" ms="),
                               HasSubstr("method=GET route=- status=404"), HasSubstr("route=- status=400"),
                               HasSubstr("method=POST route=/form status=200"), Not(HasSubstr("canary")),
                               Not(HasSubstr("127.0.0."))));
}

}  // namespace
}  // namespace foothold::test
