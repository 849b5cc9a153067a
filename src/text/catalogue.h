#pragma once
// The sentences of one language. Entries come from data/texts/LANG.json, read elsewhere; English is the source and
// stands in for what a language lacks.

#include <cstdint>
#include <initializer_list>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "text/keys.h"
#include "text/message.h"

namespace foothold {

// How far a translation can be trusted; readers are told when it is `machine`.
enum class text_status : std::uint8_t { machine, draft, reviewed, tested };

struct text_entry {
  std::string text;
  text_status status{text_status::machine};
  std::string src;  // fingerprint of the English text it was made from; empty in the source language
};

using text_map = std::map<std::string, text_entry, std::less<>>;

// 64-bit FNV-1a in hex: tells whether the English text changed since it was translated.
std::string text_fingerprint(std::string_view text);

class catalogue {
public:
  // All faults in one message: every entry that is not a valid message, by key.
  static result<catalogue> make(std::string language, text_map const& entries,
                                std::shared_ptr<catalogue const> source = nullptr);

  [[nodiscard]] std::string const& language() const { return language_; }
  [[nodiscard]] bool rtl() const { return is_rtl(language_); }
  [[nodiscard]] std::string_view direction() const { return rtl() ? "rtl" : "ltr"; }

  // True when any entry was translated by machine and not checked.
  [[nodiscard]] bool unchecked() const { return unchecked_; }

  // A sentence by a key that the compiler has checked.
  [[nodiscard]] std::string operator()(text_key key, std::initializer_list<message_arg> args = {}) const;

  // A sentence by a key put together at run time. An unknown key gives the key itself.
  [[nodiscard]] std::string say(std::string_view key, std::span<message_arg const> args = {}) const;

  [[nodiscard]] bool has(std::string_view key) const;

private:
  [[nodiscard]] message const* find(std::string_view key) const;

  std::string language_;
  bool unchecked_{false};
  std::map<std::string, message, std::less<>> messages_;
  std::shared_ptr<catalogue const> source_;
};

}  // namespace foothold
