#include "pages/signin_site.h"
#include "print/qr_code.h"
#include "service/staff_accounts.h"
#include "service/typed_secret.h"
#include "vault/one_time_code.h"

namespace foothold::pages {
namespace {

std::string sign_in_html(signin_visit const& v, std::string fault) {
  return staff_sign_in_screen(signin_frame(v, v.c("signin.staff.title"), "sign-in"), v.c,
                              {.to = signin_url(v.c, "sign-in"),
                               .card = signin_url(v.c, "card"),
                               .name = v.field("name"),
                               .fault = std::move(fault)});
}

http::response sign_in_page(signin_visit const& v) {
  if (auto const s = session_of(v.of.in, v.of.how, v.request)) {
    return to_page(v, s->locked ? "locked" : "home");
  }
  return signin_page(v, sign_in_html(v, {}));
}

http::response take_sign_in(signin_visit const& v) {
  if (auto const wait = wait_of(v); wait.wait.count() != 0) {
    return wait_page(v, sign_in_html(v, wait.sentence), wait);
  }
  auto const done =
      sign_in_with_account(v.of.in, v.field("name"), v.field("password"), v.field("code"), v.place(false));
  if (!done) {
    return busy_page(v, "sign-in");
  }
  return done->how == entry::open ? welcome(v, done->session)
                                  : signin_page(v, sign_in_html(v, v.c("signin.staff.wrong")));
}

std::string invitation_html(signin_visit const& v, std::string fault) {
  return invitation_screen(signin_frame(v, v.c("invitation.title"), "invitation", true), v.c,
                           {.to = signin_url(v.c, "invitation"), .fault = std::move(fault)});
}

// As apps read it: the name beside the code says nothing of the person.
std::string app_address(std::string const& key) {
  return "otpauth://totp/Foothold?secret=" + key + "&issuer=Foothold";
}

http::response account_page(signin_visit const& v, std::string const& invitation, std::string const& code_key,
                            std::string fault) {
  auto const key = base32(code_key);
  auto const picture = make_qr_code(app_address(key));
  if (!picture) {
    return busy_page(v, "invitation");
  }
  return signin_page(
      v, account_screen(signin_frame(v, v.c("invitation.title"), "invitation"), v.c,
                        {.to = signin_url(v.c, "invitation"),
                         .invitation = invitation,
                         .name = v.field("name"),
                         .picture = {.side = picture->side + 2U * kQuietZone, .path = svg_path_of(*picture)},
                         .key = in_groups(key),
                         .fault = std::move(fault)}));
}

std::string sentence_of(catalogue const& c, account_fault const fault) {
  switch (fault) {
    case account_fault::name:
      return c("invitation.fault.name");
    case account_fault::name_taken:
      return c("invitation.fault.name_taken");
    case account_fault::too_short:
      return c("invitation.fault.too_short");
    case account_fault::too_long:
      return c("invitation.fault.too_long");
    case account_fault::too_common:
      return c("invitation.fault.too_common");
    case account_fault::code:
      return c("invitation.fault.code");
    case account_fault::no_invitation:
    case account_fault::none:
      break;
  }
  return c("invitation.none");
}

http::response recovery_page(signin_visit const& v, made_account const& made) {
  auto codes = std::vector<std::string>{};
  for (auto const& code : made.recovery) {
    codes.push_back(in_groups(code));
  }
  return signin_page(
      v, recovery_screen(signin_frame(v, v.c("recovery.title"), "sign-in"), v.c, codes, signin_url(v.c, "sign-in")));
}

http::response take_invitation(signin_visit const& v) {
  if (auto const wait = wait_of(v); wait.wait.count() != 0) {
    return wait_page(v, invitation_html(v, wait.sentence), wait);
  }
  auto const invitation = typed_secret(v.field("invitation"), kInvitationDigits);
  if (!invitation) {
    return signin_page(v, invitation_html(v, v.c("invitation.none")));
  }
  auto const key = code_key_of_invitation(v.of.in, *invitation);
  if (!key) {
    return key.error().code == errc::not_found ? signin_page(v, invitation_html(v, v.c("invitation.none")))
                                               : busy_page(v, "invitation");
  }
  if (http::find(v.request.form, "password") == nullptr) {
    return account_page(v, *invitation, *key, {});
  }
  auto const made = make_account(
      v.of.in,
      {.invitation = *invitation, .name = v.field("name"), .password = v.field("password"), .code = v.field("code")});
  if (!made) {
    return busy_page(v, "invitation");
  }
  if (made->fault == account_fault::none) {
    return recovery_page(v, *made);
  }
  return made->fault == account_fault::no_invitation
             ? signin_page(v, invitation_html(v, v.c("invitation.none")))
             : account_page(v, *invitation, *key, sentence_of(v.c, made->fault));
}

}  // namespace

void add_account_pages(std::function<void(http::verb, std::string, signin_handler)> const& add) {
  add(http::verb::get, "sign-in", sign_in_page);
  add(http::verb::post, "sign-in", take_sign_in);
  add(http::verb::get, "invitation", [](signin_visit const& v) { return signin_page(v, invitation_html(v, {})); });
  add(http::verb::post, "invitation", take_invitation);
}

}  // namespace foothold::pages
