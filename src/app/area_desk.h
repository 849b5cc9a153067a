#pragma once
// The jobs of a country's areas, done by processes beside this one. A job's result is a file named by the hash of the
// job: what is there is not done again, so whoever was killed goes on where they were, and only the jobs that ran are
// lost. The same files could be handed to other machines.

#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/country.h"
#include "sys/lock_file.h"

namespace foothold {

class area_desk {
public:
  // `folder` is made if need be and belongs to this desk alone: conflict if another one has it. `progress` is told how
  // many jobs of a step are done.
  [[nodiscard]] static result<area_desk> open(
      std::filesystem::path folder, unsigned processes, unsigned threads,
      std::function<void(std::string_view step, std::size_t done, std::size_t of)> progress);

  // The files with the results, in the order of the jobs: FOLDER/AREA/STEP-HASH.json. A process that is killed is
  // started again, three times at most; one that ends with a fault ends them all, and the error says where its log is.
  [[nodiscard]] result<std::vector<std::filesystem::path>> done(std::string_view step, std::span<area_job const> jobs);

  [[nodiscard]] std::filesystem::path const& folder() const { return folder_; }
  [[nodiscard]] std::size_t found() const { return found_; }  // jobs that were done before

private:
  struct work {
    std::size_t job{0U};
    std::vector<std::string> arguments;
    std::filesystem::path log;
    unsigned tries{0U};
  };
  area_desk(std::filesystem::path folder, lock_file lock, std::filesystem::path program);
  [[nodiscard]] result<void> do_all(std::string_view step, std::vector<work> open);

  std::filesystem::path folder_;
  lock_file lock_;
  std::filesystem::path program_;
  unsigned processes_{1U}, threads_{1U};
  std::function<void(std::string_view, std::size_t, std::size_t)> progress_;
  std::size_t found_{0U};
};

}  // namespace foothold
