#pragma once
// Verbs that work on an open installation. While a server holds it, they are asked of the server over DIR/admin.sock,
// and never open its files; else they open it themselves. Both ways run the same function. What is asked and answered
// is JSON: docs/formats/admin.md.

#include <filesystem>
#include <functional>
#include <optional>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "app/commands.h"
#include "base/result.h"
#include "service/installation.h"
#include "sys/local_socket.h"

namespace foothold {

// How far it is, for whoever waits.
using tell_progress = std::function<void(std::string_view)>;

using admin_work = result<nlohmann::json> (*)(installation& office, nlohmann::json const& asked,
                                              tell_progress const& tell);
struct admin_verb {
  std::string_view name;
  admin_work work;
};

[[nodiscard]] result<nlohmann::json> admin_erase(installation& office, nlohmann::json const& asked,
                                                 tell_progress const& tell);
[[nodiscard]] result<nlohmann::json> admin_export(installation& office, nlohmann::json const& asked,
                                                  tell_progress const& tell);
[[nodiscard]] result<nlohmann::json> admin_add_user(installation& office, nlohmann::json const& asked,
                                                    tell_progress const& tell);
[[nodiscard]] result<nlohmann::json> admin_list_users(installation& office, nlohmann::json const& asked,
                                                      tell_progress const& tell);
[[nodiscard]] result<nlohmann::json> admin_end_user(installation& office, nlohmann::json const& asked,
                                                    tell_progress const& tell);

[[nodiscard]] result<nlohmann::json> admin_invite_user(installation& office, nlohmann::json const& asked,
                                                       tell_progress const& tell);
[[nodiscard]] result<nlohmann::json> admin_new_card(installation& office, nlohmann::json const& asked,
                                                    tell_progress const& tell);
[[nodiscard]] result<nlohmann::json> admin_revoke_card(installation& office, nlohmann::json const& asked,
                                                       tell_progress const& tell);

[[nodiscard]] result<nlohmann::json> admin_replay(installation& office, nlohmann::json const& asked,
                                                  tell_progress const& tell);

[[nodiscard]] result<nlohmann::json> admin_backup(installation& office, nlohmann::json const& asked,
                                                  tell_progress const& tell);
[[nodiscard]] result<nlohmann::json> admin_drill(installation& office, nlohmann::json const& asked,
                                                 tell_progress const& tell);

[[nodiscard]] result<nlohmann::json> admin_verify_audit(installation& office, nlohmann::json const& asked,
                                                        tell_progress const& tell);
[[nodiscard]] result<nlohmann::json> admin_sign_audit(installation& office, nlohmann::json const& asked,
                                                      tell_progress const& tell);
[[nodiscard]] result<nlohmann::json> admin_back_up_keys(installation& office, nlohmann::json const& asked,
                                                        tell_progress const& tell);
[[nodiscard]] result<nlohmann::json> admin_rotate_keys(installation& office, nlohmann::json const& asked,
                                                       tell_progress const& tell);

[[nodiscard]] result<nlohmann::json> admin_status(installation& office, nlohmann::json const& asked,
                                                  tell_progress const& tell);

// What the server does for a program of the same user, one after the other.
[[nodiscard]] result<local_listener> open_admin_door(installation& office);

[[nodiscard]] bool server_holds(std::filesystem::path const& data);
// Asks the server that holds this folder; nothing: none does. Progress goes to a line on the terminal.
[[nodiscard]] std::optional<result<nlohmann::json>> ask_server(std::filesystem::path const& data, std::string_view verb,
                                                               nlohmann::json const& asked);

// Asks who holds the installation, or does it here. Progress goes to a line on the terminal.
[[nodiscard]] result<nlohmann::json> ask_office(keys_options const& where, std::string_view verb,
                                                nlohmann::json const& asked);

}  // namespace foothold
