#include "app/area_desk.h"

#include <map>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "interop/area_job_json.h"
#include "sys/child_process.h"
#include "sys/file.h"
#include "sys/hash.h"

namespace foothold {

namespace {

namespace fs = std::filesystem;

result<void> make_folder(fs::path const& folder) {
  auto code = std::error_code{};
  fs::create_directories(folder, code);
  return code ? fail(errc::broken, folder.string() + ": cannot be made: " + code.message()) : result<void>{};
}

}  // namespace

area_desk::area_desk(fs::path folder, lock_file lock, fs::path program)
    : folder_{std::move(folder)}, lock_{std::move(lock)}, program_{std::move(program)} {}

result<area_desk> area_desk::open(fs::path folder, unsigned const processes, unsigned const threads,
                                  std::function<void(std::string_view, std::size_t, std::size_t)> progress) {
  if (auto const made = make_folder(folder); !made) {
    return tl::unexpected{made.error()};
  }
  auto lock = lock_file::take(folder / "lock");
  if (!lock) {
    return tl::unexpected{lock.error()};
  }
  auto program = own_program();
  if (!program) {
    return tl::unexpected{program.error()};
  }
  auto out = area_desk{std::move(folder), *std::move(lock), *std::move(program)};
  out.processes_ = processes;
  out.threads_ = threads;
  out.progress_ = std::move(progress);
  return out;
}

result<std::vector<fs::path>> area_desk::done(std::string_view const step, std::span<area_job const> const jobs) {
  constexpr auto kShort = std::size_t{16U};
  auto out = std::vector<fs::path>{};
  auto open = std::vector<work>{};
  for (auto i = std::size_t{0U}; i != jobs.size(); ++i) {
    auto const place = folder_ / jobs[i].area;
    if (auto const made = make_folder(place); !made) {
      return tl::unexpected{made.error()};
    }
    auto const text = write_area_job(jobs[i]);
    auto const name = fmt::format("{}-{}", step, hash_hex(text).substr(0U, kShort));
    out.push_back(place / (name + ".json"));
    auto code = std::error_code{};
    if (jobs[i].kind != area_job_kind::facts && fs::exists(out.back(), code)) {
      ++found_;
      continue;
    }
    auto const asked = place / (name + ".job.json");
    if (auto const written = write_file(asked, text); !written) {
      return tl::unexpected{written.error()};
    }
    open.push_back(
        {i,
         {"allocate", "area", asked.string(), "--threads", std::to_string(threads_), "--out", out.back().string()},
         place / (name + ".log"),
         0U});
  }
  return do_all(step, std::move(open)).map([&] { return std::move(out); });
}

result<void> area_desk::do_all(std::string_view const step, std::vector<work> open) {
  constexpr auto kMostTries = 3U;
  auto running = std::map<int, work>{};
  auto next = std::size_t{0U};
  auto const of = open.size();
  auto ended = std::size_t{0U};
  auto failure = result<void>{};
  auto const start = [&](work w) -> result<void> {
    ++w.tries;
    return start_child(program_, w.arguments, w.log).map([&](int const process) {
      running.emplace(process, std::move(w));
    });
  };
  while (failure && (next != of || !running.empty())) {
    while (failure && next != of && running.size() < processes_) {
      failure = start(open[next++]);
    }
    auto const end = failure ? wait_for_child() : fail(errc::broken, "");
    if (!end) {
      failure = failure ? tl::unexpected{end.error()} : failure;
      break;
    }
    auto const at = running.find(end->process);
    if (at == running.end()) {
      continue;
    }
    auto w = std::move(at->second);
    running.erase(at);
    if (end->signal != 0 && w.tries < kMostTries) {
      failure = start(std::move(w));
    } else if (end->signal != 0 || end->code != 0) {
      failure = fail(end->code == 3 ? errc::bad_input : errc::broken,
                     fmt::format("a job ended with {} {}: {} says why", end->signal != 0 ? "signal" : "exit code",
                                 end->signal != 0 ? end->signal : end->code, w.log.string()));
    } else {
      progress_(step, ++ended, of);
    }
  }
  for (auto const& [process, w] : running) {
    stop_child(process);
  }
  for (auto left = running.size(); left != 0U; --left) {
    (void)wait_for_child();
  }
  return failure;
}

}  // namespace foothold
