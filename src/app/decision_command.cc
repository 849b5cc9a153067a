// foothold decision replay

#include <cstdio>
#include <string>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/admin.h"
#include "app/commands.h"
#include "app/report.h"
#include "service/replaying.h"

namespace foothold {

using nlohmann::json;

namespace {

std::string sentence_of(json const& d) {
  auto const end = d.at("end").get<std::string>();
  auto const detail = d.at("detail").get<std::string>();
  return fmt::format("{}: {}", d.at("decision").get<std::string>(),
                     end == word(replay_end::same) ? "the same bytes" : fmt::format("{}: {}", end, detail));
}

}  // namespace

result<json> admin_replay(installation& office, json const& asked, tell_progress const& tell) {
  auto const done = replay_decisions(office, asked.at("decision").get<std::string>(),
                                     [&](std::size_t const n) { tell(fmt::format("{} decisions computed again", n)); });
  if (!done) {
    return done.error().code == errc::not_found
               ? result<json>{fail(errc::not_found,
                                   "there is no decision of this id: expected 32 digits 0 to 9 and a to f")}
               : tl::make_unexpected(done.error());
  }
  auto out = json{{"format", "foothold-replayed/1"}, {"fine", true}, {"decisions", json::array()}};
  for (auto const& r : *done) {
    out["fine"] = out["fine"].get<bool>() && is_fine(r.end);
    out["decisions"].push_back(
        {{"decision", r.decision}, {"engine", r.engine}, {"end", word(r.end)}, {"detail", r.detail}});
  }
  return out;
}

int run_decision_replay(decision_replay_options const& options) {
  if (options.all == !options.decision.empty()) {
    return report({errc::wrong_use, "expected the id of one decision, or --all"});
  }
  auto const done = ask_office(options.office, "decision.replay", {{"decision", options.decision}});
  if (!done) {
    return report(done.error());
  }
  auto const fine = done->at("fine").get<bool>();
  if (options.office.format == output_format::json) {
    fmt::print("{}\n", done->dump(2));
    return fine ? kDone : kFault;
  }
  for (auto const& d : done->at("decisions")) {
    fmt::print("{}\n", sentence_of(d));
  }
  fmt::print(stderr, "{} decisions computed again, {}.\n", done->at("decisions").size(),
             fine ? "nothing stands against them" : "not all gave the same bytes");
  return fine ? kDone : kFault;
}

}  // namespace foothold
