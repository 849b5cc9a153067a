// foothold allocate area JOB.json --out FILE

#include "app/area_work.h"
#include "app/commands.h"
#include "app/report.h"
#include "app/valid_file.h"
#include "interop/area_job_json.h"
#include "sys/file.h"

namespace foothold {

int run_allocate_area(allocate_area_options const& options) {
  auto const load = valid_file(options.job, read_area_job, "not a job of an area");
  if (!load) {
    return report(load.error());
  }
  auto const made = work_on_area(*load->value, options.job.parent_path(), options.threads);
  if (!made) {
    return report(made.error());
  }
  if (auto const written = write_file(options.out, *made, readers::owner); !written) {
    return report(written.error());
  }
  return kDone;
}

}  // namespace foothold
