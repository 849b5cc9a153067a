#include "api/json_value.h"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace foothold::api {
namespace {

// Builds the tree while the text is read, and stops at the first limit.
class builder final : public nlohmann::json_sax<nlohmann::json> {
public:
  bool null() override { return put({}); }
  bool boolean(bool const v) override { return put({v}); }
  bool number_integer(number_integer_t const v) override {
    return v >= -kLargestNumber && v <= kLargestNumber ? put({v}) : put({json_fraction{}});
  }
  bool number_unsigned(number_unsigned_t const v) override {
    return v <= static_cast<number_unsigned_t>(kLargestNumber) ? put({static_cast<std::int64_t>(v)})
                                                               : put({json_fraction{}});
  }
  bool number_float(number_float_t const /*v*/, string_t const& /*text*/) override { return put({json_fraction{}}); }
  bool string(string_t& v) override { return put({std::move(v)}); }
  bool binary(binary_t& /*v*/) override { return refuse("binary values are not taken"); }
  bool start_object(std::size_t const /*n*/) override { return open({json_object{}}); }
  bool start_array(std::size_t const /*n*/) override { return open({json_list{}}); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }

  bool key(string_t& name) override {
    auto& object = std::get<json_object>(path_.back()->is);
    if (std::ranges::any_of(object, [&](auto const& m) { return m.first == name; })) {
      return refuse("an object has the same key twice");
    }
    object.emplace_back(std::move(name), json_value{});
    return true;
  }
  bool parse_error(std::size_t const position, std::string const& /*token*/,
                   nlohmann::detail::exception const& /*why*/) override {
    return refuse(fmt::format("it is not JSON from byte {} on", position));
  }

  [[nodiscard]] std::string const& wrong() const { return wrong_; }
  [[nodiscard]] json_value take() { return std::move(root_); }

private:
  bool refuse(std::string why) {
    wrong_ = wrong_.empty() ? std::move(why) : wrong_;
    return false;
  }
  // Where the next value goes; a member of an object has its place since its key.
  json_value* place(json_value v) {
    if (path_.empty()) {
      root_ = std::move(v);
      return &root_;
    }
    if (auto* const list = std::get_if<json_list>(&path_.back()->is)) {
      return &list->emplace_back(std::move(v));
    }
    auto& member = std::get<json_object>(path_.back()->is).back().second;
    member = std::move(v);
    return &member;
  }
  json_value* count(json_value v) {
    if (++values_ > kMostValues) {
      refuse(fmt::format("it has more than {} values", kMostValues));
      return nullptr;
    }
    return place(std::move(v));
  }
  bool put(json_value v) { return count(std::move(v)) != nullptr; }
  bool open(json_value v) {
    if (path_.size() == kDeepest) {
      return refuse(fmt::format("it is more than {} levels deep", kDeepest));
    }
    auto* const here = count(std::move(v));
    if (here != nullptr) {
      path_.push_back(here);  // stays where it is: its parent takes no other value until it is closed
    }
    return here != nullptr;
  }
  bool close() {
    path_.pop_back();
    return true;
  }

  json_value root_{};
  std::vector<json_value*> path_{};
  std::size_t values_{0U};
  std::string wrong_{};
};

}  // namespace

std::string sort_of(json_value const& v) {
  struct {
    std::string operator()(std::monostate) const { return "nothing"; }
    std::string operator()(bool) const { return "true or false"; }
    std::string operator()(std::int64_t) const { return "a whole number"; }
    std::string operator()(json_fraction) const { return "a number that is not whole or too large"; }
    std::string operator()(std::string const& t) const { return fmt::format("a text of {} bytes", t.size()); }
    std::string operator()(json_list const&) const { return "a list"; }
    std::string operator()(json_object const&) const { return "an object"; }
  } const name;
  return std::visit(name, v.is);
}

tl::expected<json_value, std::string> parse_body(std::string_view const text) {
  auto made = builder{};
  if (!nlohmann::json::sax_parse(text, &made) || !made.wrong().empty()) {
    return tl::unexpected{made.wrong().empty() ? std::string{"it is not JSON"} : made.wrong()};
  }
  return made.take();
}

std::string json_text(std::string_view const text) {
  auto out = std::string{"\""};
  out.reserve(text.size() + 2U);
  for (auto const c : text) {
    auto const byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (byte < 0x20U || byte == 0x7FU) {
      out += fmt::format("\\u{:04x}", byte);
    } else {
      out += c;
    }
  }
  return out + "\"";
}

}  // namespace foothold::api
