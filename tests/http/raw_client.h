#pragma once
// A client that sends exactly the bytes it is told, over a blocking loopback socket.

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace foothold::test {

struct reply {
  int status{0};                               // 0: the server closed without an answer
  std::map<std::string, std::string> headers;  // names in lower case; the last of several
  std::string body;
};

class raw_client {
public:
  explicit raw_client(std::uint16_t const port, std::string const& from = "127.0.0.1")
      : fd_{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)} {
    auto local = address(from, 0U);
    auto server = address("127.0.0.1", port);
    if (fd_ < 0 || ::bind(fd_, as_base(local), sizeof local) != 0 ||
        ::connect(fd_, as_base(server), sizeof server) != 0) {
      throw std::runtime_error{"raw_client: no connection"};
    }
  }
  raw_client(raw_client const&) = delete;
  raw_client& operator=(raw_client const&) = delete;
  raw_client(raw_client&& other) noexcept : fd_{std::exchange(other.fd_, -1)}, read_{std::move(other.read_)} {}
  raw_client& operator=(raw_client&&) = delete;
  ~raw_client() {
    if (fd_ >= 0) {
      ::close(fd_);
    }
  }

  // False when the server has closed meanwhile.
  bool send(std::string_view bytes) {
    while (!bytes.empty()) {
      auto const n = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (n <= 0) {
        return false;
      }
      bytes.remove_prefix(static_cast<std::size_t>(n));
    }
    return true;
  }

  // One answer; head_only: to a HEAD request.
  reply receive(bool const head_only = false) {
    auto end = std::string::npos;
    while ((end = read_.find("\r\n\r\n")) == std::string::npos) {
      if (!read_more()) {
        return {};
      }
    }
    auto r = parse(read_.substr(0U, end + 2U));
    read_.erase(0U, end + 4U);
    auto const length = r.headers.find("content-length");
    auto const size = head_only || length == r.headers.end() ? 0U : std::stoul(length->second);
    while (read_.size() < size && read_more()) {
    }
    r.body = read_.substr(0U, size);
    read_.erase(0U, size);
    return r;
  }

  reply ask(std::string_view const bytes, bool const head_only = false) {
    send(bytes);
    return receive(head_only);
  }

  // True when the server ends the connection within the time and sends nothing before.
  bool closed_by_server(std::chrono::milliseconds const within = std::chrono::seconds{5}) {
    auto p = pollfd{fd_, POLLIN, 0};
    if (!read_.empty() || ::poll(&p, 1U, static_cast<int>(within.count())) != 1) {
      return false;
    }
    return !read_more() && read_.empty();
  }

private:
  static sockaddr_in address(std::string const& ip, std::uint16_t const port) {
    auto a = sockaddr_in{};
    a.sin_family = AF_INET;
    a.sin_port = htons(port);
    inet_pton(AF_INET, ip.c_str(), &a.sin_addr);
    return a;
  }
  static sockaddr* as_base(sockaddr_in& a) {
    return static_cast<sockaddr*>(static_cast<void*>(&a));  // the cast that the socket interface asks for
  }

  bool read_more() {
    auto p = pollfd{fd_, POLLIN, 0};
    if (::poll(&p, 1U, 10'000) != 1) {
      throw std::runtime_error{"raw_client: the server is silent"};
    }
    char piece[4096];
    auto const n = ::recv(fd_, piece, sizeof piece, 0);
    if (n <= 0) {
      return false;
    }
    read_.append(piece, static_cast<std::size_t>(n));
    return true;
  }

  static reply parse(std::string_view head) {
    auto r = reply{};
    r.status = std::atoi(std::string{head.substr(9U, 3U)}.c_str());
    head.remove_prefix(head.find("\r\n") + 2U);
    while (!head.empty()) {
      auto const line = head.substr(0U, head.find("\r\n"));
      head.remove_prefix(line.size() + 2U);
      auto name = std::string{line.substr(0U, line.find(": "))};
      for (auto& c : name) {
        c = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
      }
      r.headers[name] = line.substr(line.find(": ") + 2U);
    }
    return r;
  }

  int fd_;
  std::string read_;
};

}  // namespace foothold::test
