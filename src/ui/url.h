#pragma once
// Addresses for links and forms. Parts are percent-encoded; no text from data can become a scheme or a host.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace foothold {

// RFC 3986: unreserved characters stay, all other bytes become %XX.
std::string percent_encode(std::string_view text);

class url {
public:
  // A path of this server: url{}.segment("de").segment("people") is /de/people.
  url() = default;

  url& segment(std::string_view part) {
    path_ += '/';
    path_ += percent_encode(part);
    return *this;
  }
  // A slash at the end: /de/.
  url& slash() {
    path_ += '/';
    return *this;
  }
  url& query(std::string_view name, std::string_view value) {
    query_ += query_.empty() ? '?' : '&';
    query_ += percent_encode(name) + '=' + percent_encode(value);
    return *this;
  }
  url& anchor(std::string_view id) {
    anchor_ = "#" + percent_encode(id);
    return *this;
  }

  [[nodiscard]] std::string str() const { return (path_.empty() && anchor_.empty() ? "/" : path_) + query_ + anchor_; }

  // Only https and http addresses without spaces and control characters; nothing for any other text.
  static std::optional<url> external(std::string_view text);

private:
  std::string path_, query_, anchor_;
};

}  // namespace foothold
