#include "http/assets.h"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

#include <sodium.h>

namespace foothold::http {
namespace {

std::string content_hash(std::string_view const body) {
  auto digest = std::array<unsigned char, crypto_generichash_BYTES_MIN>{};
  auto const bytes = std::basic_string<unsigned char>{body.begin(), body.end()};
  crypto_generichash(digest.data(), digest.size(), bytes.data(), bytes.size(), nullptr, 0U);
  constexpr auto kShown = std::size_t{8U};
  auto text = std::array<char, 2U * kShown + 1U>{};
  sodium_bin2hex(text.data(), text.size(), digest.data(), kShown);
  return text.data();
}

// "gzip, br;q=0" accepts gzip only. Weights other than zero are not compared: the smaller file wins.
bool accepts(std::string_view list, std::string_view const coding) {
  while (!list.empty()) {
    auto const end = std::min(list.find(','), list.size());
    auto item = list.substr(0U, end);
    list.remove_prefix(std::min(end + 1U, list.size()));
    item.remove_prefix(std::min(item.find_first_not_of(' '), item.size()));
    auto const name = item.substr(0U, item.find_first_of("; "));
    if (name == coding) {
      auto const q = item.find("q=0");
      return q == std::string_view::npos || item.find_first_of("123456789", q + 3U) != std::string_view::npos;
    }
  }
  return false;
}

bool has_tag(std::string_view const if_none_match, std::string_view const tag) {
  return if_none_match == "*" || if_none_match.find(tag) != std::string_view::npos;
}

}  // namespace

asset_store::asset_store(std::string prefix) : prefix_{std::move(prefix)} {}

void asset_store::add(asset file) {
  auto name = file.name;
  auto hash = content_hash(file.body);
  if (!files_.try_emplace(name, entry{std::move(file), std::move(hash)}).second) {
    throw std::invalid_argument{"asset " + name + ": added twice"};
  }
}

std::string asset_store::href(std::string_view const name) const {
  auto const it = files_.find(name);
  if (it == files_.end()) {
    throw std::out_of_range{"asset " + std::string{name} + ": there is none of that name"};
  }
  return prefix_ + "/" + it->second.hash + "/" + it->first;
}

response asset_store::serve(request const& r) const {
  auto const path = std::string_view{r.path}.substr(std::min(prefix_.size() + 1U, r.path.size()));
  auto it = files_.find(path);
  auto hashed = false;
  if (it == files_.end()) {
    auto const slash = std::min(path.find('/'), path.size());
    it = files_.find(path.substr(std::min(slash + 1U, path.size())));
    hashed = it != files_.end() && it->second.hash == path.substr(0U, slash);
    if (!hashed) {
      return plain("Not Found\n", 404);
    }
  }
  auto const& [file, hash] = it->second;
  auto answer = response{};
  answer.content_type = file.content_type;
  answer.cache_control = hashed ? "public, max-age=31536000, immutable" : "no-cache";
  // One tag for each packing: a cache must not mix them up.
  auto const encodings = value_or(r.headers, "accept-encoding");
  auto coding = std::string_view{};
  answer.fixed_body = file.body;
  if (!file.brotli.empty() && accepts(encodings, "br")) {
    coding = "br";
    answer.fixed_body = file.brotli;
  } else if (!file.gzip.empty() && accepts(encodings, "gzip")) {
    coding = "gzip";
    answer.fixed_body = file.gzip;
  }
  auto const tag = "\"" + hash + std::string{coding.empty() ? "" : "-"} + std::string{coding} + "\"";
  answer.headers.push_back({"ETag", tag});
  if (!file.gzip.empty() || !file.brotli.empty()) {
    answer.headers.push_back({"Vary", "Accept-Encoding"});
  }
  if (has_tag(value_or(r.headers, "if-none-match"), tag)) {
    answer.status = 304;
    answer.fixed_body = {};
    return answer;
  }
  if (!coding.empty()) {
    answer.headers.push_back({"Content-Encoding", std::string{coding}});
  }
  return answer;
}

}  // namespace foothold::http
