#pragma once
// Files that never change while the server runs: style, script, pictures, embedded into the program.

#include <map>
#include <string>
#include <string_view>

#include "http/message.h"

namespace foothold::http {

struct asset {
  std::string name{};          // "site.css", "pictures/hammer.svg"
  std::string content_type{};  // "text/css; charset=utf-8"
  std::string_view body{};     // must outlive the store and the server
  std::string_view gzip{};     // the same packed beforehand; may be empty
  std::string_view brotli{};   //
};

// Fill it, mount it as "<prefix>/{file...}", link by href(): the address carries a hash of the content, so that a
// browser may keep the file for a year and still gets the new one after an upgrade. Without the hash the file is
// answered too, to be asked for again by its tag. Read-only once the server runs.
class asset_store {
public:
  explicit asset_store(std::string prefix = "/static");

  // Throws std::invalid_argument for a name that is taken.
  void add(asset file);
  // "/static/3f2a.../site.css". Throws std::out_of_range for an unknown name: a bug, found by the first test of the
  // page.
  [[nodiscard]] std::string href(std::string_view name) const;
  // The answer to "<prefix>/{file...}".
  [[nodiscard]] response serve(request const& r) const;

private:
  struct entry {
    asset file;
    std::string hash;  // 16 hexadecimal digits of BLAKE2b
  };
  std::string prefix_;
  std::map<std::string, entry, std::less<>> files_;
};

}  // namespace foothold::http
