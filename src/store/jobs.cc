#include "store/jobs.h"

#include "store/catalogue.h"

namespace foothold {
namespace {

result<void> held(std::int64_t const touched) {
  if (touched != 1) {
    return fail(errc::conflict, "this job is no longer held by this worker");
  }
  return {};
}

result<void> end(installation_change& t, job const& j, std::string_view const state, instant const run_at) {
  return held(
      by_statement::change(t, kEndJob, row{std::string{state}, cell_of(run_at), format_id(j.id), j.owner, j.attempt}));
}

}  // namespace

void add_job(installation_change& t, job_id const& id, std::string_view const kind, std::string_view const payload,
             instant const run_at) {
  by_statement::change(t, kAddJob, row{format_id(id), std::string{kind}, std::string{payload}, cell_of(run_at)});
}

std::optional<job> take_job(installation_change& t, std::string_view const kind, std::string_view const owner,
                            std::chrono::seconds const lease) {
  auto const now = cell_of(t.now());
  auto const found = by_statement::rows(t, take_job(t.engine()),
                                        row{cell_of(t.now() + lease), std::string{owner}, std::string{kind}, now, now});
  if (found.empty()) {
    return std::nullopt;
  }
  auto const& r = found.front();
  return job{.id = parse_id_as<job_id>(std::get<std::string>(r[0])).value(),
             .kind = std::get<std::string>(r[1]),
             .payload = std::get<std::string>(r[2]),
             .owner = std::string{owner},
             .attempt = std::get<std::int64_t>(r[3])};
}

result<void> prolong_job(installation_change& t, job const& j, std::chrono::seconds const lease) {
  return held(by_statement::change(t, kProlongJob, row{cell_of(t.now() + lease), format_id(j.id), j.owner, j.attempt}));
}

result<void> finish_job(installation_change& t, job const& j) {
  return end(t, j, "done", t.now());
}

result<void> give_up_job(installation_change& t, job const& j, std::chrono::seconds const pause) {
  return end(t, j, j.attempt < kMostAttempts ? "open" : "failed", t.now() + pause);
}

}  // namespace foothold
