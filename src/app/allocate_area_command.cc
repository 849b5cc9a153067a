// foothold allocate area JOB.json --out FILE

#include "app/area_work.h"
#include "app/commands.h"
#include "app/report.h"
#include "interop/area_job_json.h"
#include "sys/file.h"

namespace foothold {

int run_allocate_area(allocate_area_options const& options) {
  auto const text = read_file(options.job);
  if (!text) {
    return report(text.error());
  }
  auto const load = read_area_job(options.job.string(), *text);
  report(load.found);
  if (!load.value) {
    return report({errc::bad_input, options.job.string() + ": not a job of an area, see above"});
  }
  auto const made = work_on_area(*load.value, options.job.parent_path(), options.threads);
  if (!made) {
    return report(made.error());
  }
  if (auto const written = write_file(options.out, *made, readers::owner); !written) {
    return report(written.error());
  }
  return kDone;
}

}  // namespace foothold
