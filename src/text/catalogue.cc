#include "text/catalogue.h"

#include <array>

namespace foothold {

std::string text_fingerprint(std::string_view const text) {
  auto hash = std::uint64_t{0xCBF29CE484222325U};
  for (auto const c : text) {
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
  }
  auto out = std::string(16U, '0');
  for (auto i = out.size(); i-- != 0U; hash >>= 4U) {
    out[i] = "0123456789abcdef"[hash & 15U];
  }
  return out;
}

result<catalogue> catalogue::make(std::string language, text_map const& entries,
                                  std::shared_ptr<catalogue const> source) {
  auto out = catalogue{};
  out.language_ = std::move(language);
  out.source_ = std::move(source);
  auto problems = std::string{};
  for (auto const& [key, entry] : entries) {
    auto parsed = parse_message(entry.text);
    if (parsed) {
      out.messages_.emplace(key, std::move(*parsed));
      out.unchecked_ = out.unchecked_ || entry.status == text_status::machine;
    } else {
      problems += "texts " + out.language_ + ", " + key + ": " + parsed.error().message + "\n";
    }
  }
  if (!problems.empty()) {
    return fail(errc::bad_input, std::move(problems));
  }
  return out;
}

std::string catalogue::operator()(text_key const key, std::initializer_list<message_arg> const args) const {
  return say(key.name, std::span{args.begin(), args.size()});
}

std::string catalogue::say(std::string_view const key, std::span<message_arg const> const args) const {
  for (auto const* c = this; c != nullptr; c = c->source_.get()) {
    if (auto const* const m = c->find(key)) {
      return format_message(*m, c->language_, args);
    }
  }
  return std::string{key};
}

bool catalogue::has(std::string_view const key) const {
  return find(key) != nullptr || (source_ != nullptr && source_->has(key));
}

message const* catalogue::find(std::string_view const key) const {
  auto const it = messages_.find(key);
  return it == messages_.end() ? nullptr : &it->second;
}

}  // namespace foothold
