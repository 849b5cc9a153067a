#include "interop/territory_image.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <system_error>
#include <utility>

#include "sys/file.h"
#include "sys/hash.h"

namespace foothold {

namespace {

constexpr auto kMagic = std::string_view{"FOOTHOLD TERRITORY 1\n"};
constexpr auto kMostFiles = std::uint64_t{1000U};

// Numbers are eight bytes, lowest first, on every machine.
void put_number(std::string& out, std::uint64_t const value) {
  for (auto shift = 0U; shift != 64U; shift += 8U) {
    out += static_cast<char>((value >> shift) & 0xFFU);
  }
}

// Takes parts off the front of an image; nothing once the image is too short.
class image_reader {
public:
  explicit image_reader(std::string_view const bytes) : rest_{bytes} {}

  std::optional<std::uint64_t> number() {
    auto const bytes = take(8U);
    if (!bytes) {
      return std::nullopt;
    }
    auto value = std::uint64_t{0U};
    for (auto i = bytes->size(); i-- > 0U;) {
      value = value << 8U | static_cast<unsigned char>((*bytes)[i]);
    }
    return value;
  }

  std::optional<std::string> text() {
    auto const size = number();
    auto const bytes = size ? take(*size) : std::nullopt;
    return bytes ? std::optional{std::string{*bytes}} : std::nullopt;
  }

  [[nodiscard]] bool at_end() const { return rest_.empty(); }

private:
  std::optional<std::string_view> take(std::uint64_t const size) {
    if (size > rest_.size()) {
      return std::nullopt;
    }
    auto const part = rest_.substr(0U, static_cast<std::size_t>(size));
    rest_.remove_prefix(part.size());
    return part;
  }

  std::string_view rest_;
};

tl::unexpected<error> no_image(std::string_view const why) {
  return fail(errc::bad_input,
              "the imported territory cannot be used, " + std::string{why} + "; import the territory again");
}

}  // namespace

std::string to_territory_image(std::vector<named_bytes> const& files) {
  auto kept = std::vector<named_bytes const*>{};
  for (auto const& file : files) {
    if (is_pack_file(file.name)) {
      kept.push_back(&file);
    }
  }
  std::ranges::sort(kept, {}, [](named_bytes const* const file) { return std::string_view{file->name}; });
  auto out = std::string{kMagic};
  put_number(out, kept.size());
  for (auto const* const file : kept) {
    put_number(out, file->name.size());
    out += file->name;
    put_number(out, file->bytes.size());
    out += file->bytes;
  }
  return out + hash_hex(out);
}

result<std::vector<named_bytes>> from_territory_image(std::string_view const image) {
  if (!image.starts_with(kMagic.substr(0U, kMagic.size() - 2U))) {
    return no_image("the file is no image of a territory");
  }
  if (!image.starts_with(kMagic)) {
    return no_image("it was written by another version");
  }
  if (image.size() < kMagic.size() + kHashHexDigits) {
    return no_image("it is cut off");
  }
  auto const body = image.substr(0U, image.size() - kHashHexDigits);
  if (hash_hex(body) != image.substr(body.size())) {
    return no_image("it is damaged");
  }
  auto reader = image_reader{body.substr(kMagic.size())};
  auto const count = reader.number();
  if (!count || *count > kMostFiles) {
    return no_image("it is damaged");
  }
  auto files = std::vector<named_bytes>{};
  for (auto i = std::uint64_t{0U}; i != *count; ++i) {
    auto name = reader.text();
    auto bytes = reader.text();
    if (!name || !bytes) {
      return no_image("it is damaged");
    }
    files.push_back({*std::move(name), *std::move(bytes)});
  }
  if (!reader.at_end()) {
    return no_image("it is damaged");
  }
  return files;
}

std::filesystem::path territory_image_path(std::filesystem::path const& data) {
  return data / "territory.image";
}

result<void> save_territory_image(std::filesystem::path const& data, std::vector<named_bytes> const& files) {
  auto code = std::error_code{};
  std::filesystem::create_directories(data, code);
  if (code) {
    return fail(errc::broken, data.string() + ": the folder cannot be created: " + code.message());
  }
  return write_file(territory_image_path(data), to_territory_image(files));
}

result<territory_load> load_territory_image(std::filesystem::path const& data) {
  auto const path = territory_image_path(data);
  auto const bytes = read_file(path, std::uint64_t{8U} << 30U);
  if (!bytes && bytes.error().code == errc::not_found) {
    return fail(errc::not_found, path.string() + ": no territory was imported here; use foothold territory import DIR");
  }
  if (!bytes) {
    return tl::unexpected<error>{bytes.error()};
  }
  return from_territory_image(*bytes).map(
      [](std::vector<named_bytes> files) { return read_territory(std::move(files)); });
}

}  // namespace foothold
