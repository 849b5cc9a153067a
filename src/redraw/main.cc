// foothold-redraw: a file on its input, the same file drawn anew on its output (media/drawn_file.h). Started by
// foothold for each upload; it gives up every right that it has before it looks at the file.

#include <unistd.h>

#include <cerrno>
#include <exception>
#include <string>
#include <string_view>

#include "media/drawn_file.h"
#include "redraw/images.h"
#include "redraw/pages.h"
#include "redraw/sandbox.h"

namespace {

using namespace foothold;

std::string everything_from(int const input) {
  auto bytes = std::string{};
  auto piece = std::string(std::size_t{64U} << 10U, '\0');
  while (bytes.size() <= kMostUploadBytes) {
    auto const n = ::read(input, piece.data(), piece.size());
    if (n < 0 && errno == EINTR) {
      continue;
    }
    if (n <= 0) {
      break;
    }
    bytes.append(piece, 0U, static_cast<std::size_t>(n));
  }
  return bytes;
}

bool say(std::string_view answer) {
  while (!answer.empty()) {
    auto const n = ::write(STDOUT_FILENO, answer.data(), answer.size());
    if (n < 0 && errno != EINTR) {
      return false;
    }
    answer.remove_prefix(n < 0 ? 0U : static_cast<std::size_t>(n));
  }
  return true;
}

drawing draw(std::string_view const bytes) {
  auto const kind = recognise(bytes);
  if (bytes.size() > kMostUploadBytes || !kind) {
    return tl::unexpected{kind ? upload_fault::too_long : upload_fault::unknown};
  }
  auto const document = *kind == media_kind::pdf;
  if (document) {
    redraw::prepare_pages();
  }
  if (!redraw::confine(document ? redraw::confinement::fonts : redraw::confinement::computing)) {
    return tl::unexpected{upload_fault::no_sandbox};
  }
  auto drawn = document                    ? redraw::draw_pages(bytes)
               : *kind == media_kind::jpeg ? redraw::draw_jpeg(bytes)
                                           : redraw::draw_png(bytes);
  return drawn && drawn->bytes.size() > kMostDrawnBytes ? tl::unexpected{upload_fault::grows_too_long}
                                                        : std::move(drawn);
}

}  // namespace

int main() {
  auto said = false;
  try {
    said = say(format_drawing(draw(everything_from(STDIN_FILENO))));
  } catch (std::exception const&) {
    said = false;  // no memory: the parent sees that nothing was said
  }
  ::_exit(said ? 0 : 1);  // what runs at a usual end asks for more than may be done here
}
