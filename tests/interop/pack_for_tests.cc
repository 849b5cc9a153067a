#include "interop/pack_for_tests.h"

#include <stdexcept>

#include <zip.h>
#include <zlib.h>

namespace foothold {

namespace {

void check(bool const done) {
  if (!done) {
    throw std::runtime_error{"the test could not pack its file"};
  }
}

}  // namespace

std::string zipped(named_contents const& files, bool const compress, char const* const password) {
  auto* const source = zip_source_buffer_create(nullptr, 0U, 0, nullptr);
  check(source != nullptr);
  zip_source_keep(source);
  auto* const archive = zip_open_from_source(source, ZIP_TRUNCATE, nullptr);
  check(archive != nullptr);
  for (auto const& [name, content] : files) {
    if (name.ends_with('/')) {
      check(zip_dir_add(archive, name.c_str(), 0U) >= 0);
      continue;
    }
    auto* const body = zip_source_buffer(archive, content.data(), content.size(), 0);
    auto const index = zip_file_add(archive, name.c_str(), body, 0U);
    check(index >= 0);
    auto const at = static_cast<zip_uint64_t>(index);
    check(zip_set_file_compression(archive, at, compress ? ZIP_CM_DEFLATE : ZIP_CM_STORE, 0U) == 0);
    if (password != nullptr) {
      check(zip_file_set_encryption(archive, at, ZIP_EM_AES_128, password) == 0);
    }
  }
  check(zip_close(archive) == 0);
  auto about = zip_stat_t{};
  check(zip_source_stat(source, &about) == 0);
  auto out = std::string(about.size, '\0');
  check(zip_source_open(source) == 0);
  check(zip_source_read(source, out.data(), out.size()) == static_cast<zip_int64_t>(out.size()));
  zip_source_close(source);
  zip_source_free(source);
  return out;
}

std::string gzipped(std::string const& content) {
  auto stream = z_stream{};
  check(deflateInit2(&stream, 9, Z_DEFLATED, MAX_WBITS + 16, 8, Z_DEFAULT_STRATEGY) == Z_OK);
  auto out = std::string(deflateBound(&stream, content.size()), '\0');
  auto in = content;
  stream.next_in = reinterpret_cast<Bytef*>(in.data());
  stream.avail_in = static_cast<uInt>(in.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  check(deflate(&stream, Z_FINISH) == Z_STREAM_END);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

}  // namespace foothold
