#include "app/admin.h"

#include <algorithm>
#include <array>
#include <string>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/opening.h"
#include "app/progress.h"
#include "sys/log.h"

namespace foothold {
namespace {

using nlohmann::json;

constexpr auto kVerbs = std::to_array<admin_verb>({{"audit.head", admin_sign_audit},
                                                   {"audit.verify", admin_verify_audit},
                                                   {"backup", admin_backup},
                                                   {"card.new", admin_new_card},
                                                   {"card.revoke", admin_revoke_card},
                                                   {"decision.replay", admin_replay},
                                                   {"drill", admin_drill},
                                                   {"erase", admin_erase},
                                                   {"export", admin_export},
                                                   {"keys.backup", admin_back_up_keys},
                                                   {"keys.rotate", admin_rotate_keys},
                                                   {"status", admin_status},
                                                   {"user.add", admin_add_user},
                                                   {"user.list", admin_list_users},
                                                   {"user.end", admin_end_user},
                                                   {"user.invite", admin_invite_user}});

std::filesystem::path door_of(std::filesystem::path const& data) {
  return data / "admin.sock";
}

result<json> carry_out(installation& office, std::string_view const verb, json const& asked,
                       tell_progress const& tell) {
  auto const at = std::ranges::find(kVerbs, verb, &admin_verb::name);
  if (at == kVerbs.end()) {
    return fail(errc::wrong_use, fmt::format("\"{}\" is nothing that a running server does; are both programs of the "
                                             "same version?",
                                             verb));
  }
  try {
    return at->work(office, asked, tell);
  } catch (json::exception const&) {
    return fail(errc::bad_input,
                "this was asked in a way that the running server does not know; are both programs of "
                "the same version?");
  }
}

std::string line_of(json const& j) {
  return j.dump(-1, ' ', false, json::error_handler_t::replace);
}

json answer_of(result<json> const& done) {
  return done ? json{{"done", *done}}
              : json{{"error", {{"code", static_cast<int>(done.error().code)}, {"message", done.error().message}}}};
}

void talk(installation& office, local_stream& who) {
  auto const line = who.read_line();
  if (!line || !*line) {
    return;
  }
  auto const asked = json::parse(**line, nullptr, false);
  auto const is_asked = asked.is_object() && asked.contains("verb") && asked["verb"].is_string() &&
                        asked.contains("asked") && asked["asked"].is_object();
  auto const tell = [&](std::string_view const text) {
    // Whoever asked may be gone; the work goes on.
    static_cast<void>(who.write_line(line_of({{"progress", text}})));
  };
  auto const done = is_asked ? carry_out(office, asked["verb"].get<std::string>(), asked["asked"], tell)
                             : result<json>{fail(errc::bad_input, "expected a verb and what is asked")};
  log(done ? log_level::info : log_level::warn, "admin", "asked",
      {{"verb", is_asked ? asked["verb"].get<std::string>() : "-"}, {"done", done ? "yes" : "no"}});
  static_cast<void>(who.write_line(line_of(answer_of(done))));
}

errc code_of(json const& told) {
  auto const n = told.value("code", static_cast<int>(errc::broken));
  return n >= 0 && n <= static_cast<int>(errc::broken) ? static_cast<errc>(n) : errc::broken;
}

result<json> ask(local_stream& server, std::string_view const verb, json const& asked, progress_line& progress) {
  if (auto const said = server.write_line(line_of({{"verb", verb}, {"asked", asked}})); !said) {
    return tl::make_unexpected(said.error());
  }
  for (;;) {
    auto const line = server.read_line();
    if (!line) {
      return tl::make_unexpected(line.error());
    }
    if (!*line) {
      return fail(errc::in_doubt, "the server ended before it answered: ask again");
    }
    auto const told = json::parse(**line, nullptr, false);
    if (told.is_object() && told.contains("done")) {
      return told["done"];
    }
    if (told.is_object() && told.contains("error")) {
      return fail(code_of(told["error"]), told["error"].value("message", "the server gave no reason"));
    }
    if (progress.due() && told.is_object()) {
      progress.show(told.value("progress", ""));
    }
  }
}

}  // namespace

result<local_listener> open_admin_door(installation& office) {
  return local_listener::listen(door_of(office.options().data.folder), [&](local_stream& who) { talk(office, who); });
}

bool server_holds(std::filesystem::path const& data) {
  return local_stream::connect(door_of(data)).has_value();
}

std::optional<result<json>> ask_server(std::filesystem::path const& data, std::string_view const verb,
                                       json const& asked) {
  auto server = local_stream::connect(door_of(data));
  if (!server) {
    return std::nullopt;
  }
  auto progress = progress_line{};
  return ask(*server, verb, asked, progress);
}

result<json> ask_office(keys_options const& where, std::string_view const verb, json const& asked) {
  if (auto answer = ask_server(where.data, verb, asked)) {
    return std::move(*answer);
  }
  auto progress = progress_line{};
  auto opened = open_office(where);
  if (!opened) {
    return tl::make_unexpected(opened.error());
  }
  return carry_out(*opened->office, verb, asked, [&](std::string_view const text) {
    if (progress.due()) {
      progress.show(text);
    }
  });
}

}  // namespace foothold
