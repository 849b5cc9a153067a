#pragma once
// A file whose bytes are part of the program (cmake/embed.cmake).

#include <string_view>

namespace foothold {

struct embedded_file {
  std::string_view path;
  std::string_view bytes;
};

}  // namespace foothold
