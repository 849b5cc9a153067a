#pragma once
// The screens of signing in. Each takes a view and gives the whole page; all work without JavaScript.

#include <optional>
#include <string>
#include <vector>

#include "ui/plain_page.h"
#include "ui/url.h"

namespace foothold {

// The card's numbers are typed, or come out of the address.
struct card_view {
  url to, staff;
  std::string fault{};  // a sentence; empty: none
};
[[nodiscard]] std::string card_screen(plain_frame const& f, catalogue const& c, card_view const& v);

struct pin_view {
  url to;
  std::string card{};  // digits
  bool shared{false};
  std::string fault{};
};
[[nodiscard]] std::string pin_screen(plain_frame const& f, catalogue const& c, pin_view const& v);

struct staff_sign_in_view {
  url to, card;
  std::string name{};
  std::string fault{};
};
[[nodiscard]] std::string staff_sign_in_screen(plain_frame const& f, catalogue const& c, staff_sign_in_view const& v);

struct invitation_view {
  url to;
  std::string fault{};
};
[[nodiscard]] std::string invitation_screen(plain_frame const& f, catalogue const& c, invitation_view const& v);

struct drawn_code {
  std::size_t side{0U};  // with the quiet zone
  std::string path{};
};
struct account_view {
  url to;
  std::string invitation{};  // digits
  std::string name{};
  drawn_code picture{};
  std::string key{};  // the same as letters, in groups
  std::string fault{};
};
[[nodiscard]] std::string account_screen(plain_frame const& f, catalogue const& c, account_view const& v);

[[nodiscard]] std::string recovery_screen(plain_frame const& f, catalogue const& c,
                                          std::vector<std::string> const& codes, url const& sign_in);

struct session_view {
  std::string id{}, device{}, when{};
  bool here{false}, shared{false};
};
struct sessions_view {
  std::vector<session_view> sessions{};
  std::string form_token{};
  url end, end_others, lock, sign_out, home;
};
[[nodiscard]] std::string sessions_screen(plain_frame const& f, catalogue const& c, sessions_view const& v);

struct locked_view {
  url to, sign_out;
  bool pin{false};  // else a code of the app
  std::string form_token{};
  std::string fault{};
};
[[nodiscard]] std::string locked_screen(plain_frame const& f, catalogue const& c, locked_view const& v);

// A sentence and where to go on.
struct next_step {
  url to;
  std::string words{};
};
// Who somebody may be in the demo.
struct demo_person {
  std::string key, name, about;
};
struct demo_door_view {
  url to;
  std::vector<demo_person> staff{}, newcomers{};
};
[[nodiscard]] std::string demo_door_screen(plain_frame const& f, catalogue const& c, demo_door_view const& v);

[[nodiscard]] std::string sentence_screen(plain_frame const& f, catalogue const& c, std::string_view sentence,
                                          std::vector<next_step> const& steps);

}  // namespace foothold
