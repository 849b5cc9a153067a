#include "store/store.h"

#include <optional>
#include <utility>

#include <fmt/format.h>

#include "store/audit_sealer.h"
#include "store/catalogue.h"
#include "store/copying.h"
#include "store/engine.h"
#include "store/outbox.h"
#include "store/relations.h"

namespace foothold {
namespace {

instant now_of(time_source const& clock) {
  return std::chrono::floor<std::chrono::microseconds>(clock.now());
}

// The answer that this key had before, if it had one. Takes the key if not.
result<std::optional<std::string>> answer_before(connection& c, std::string const& actor, change_request const& asked,
                                                 instant const now) {
  if (c.change(kTakeKey, row{actor, asked.key, asked.request, cell_of(now)}) == 1) {
    return std::nullopt;
  }
  auto const found = c.rows(kFindKey, row{actor, asked.key});
  if (found.empty() || std::get<std::string>(found.front()[0]) != asked.request) {
    return fail(errc::conflict, "this idempotency key was used for another request");
  }
  return std::get<std::string>(found.front()[1]);
}

// A copy, because a work that runs again begins again.
void write_line(connection& c, audit_entry line, instant const now) {
  line.at = now.time_since_epoch().count();
  append_entry(c, line);
}

audit_entry line_of(access_request const& asked) {
  return {.actor = asked.by.id,
          .name = fmt::format("{}.{}", word(asked.of.sort), word(asked.what)),
          .subject = asked.of.subject,
          .purpose = std::string{word(asked.for_what)}};
}

// Whoever has to be told is told by those who read the outbox.
void publish_what_is_owed(installation_change& t, obligations const owes, std::string const& subject,
                          std::string const& name) {
  for (auto i = std::size_t{0U}; i != count_of<obligation>(); ++i) {
    auto const o = static_cast<obligation>(i);
    if (o != obligation::log && owes.has(o)) {
      publish(t, fmt::format("owed.{}", word(o)), subject, name);
    }
  }
}

}  // namespace

store::store(std::unique_ptr<engine> e, field_cipher& cipher, time_source const& clock, std::string tenant)
    : engine_{std::move(e)}, cipher_{&cipher}, clock_{&clock}, tenant_{std::move(tenant)} {}
store::store(store&&) noexcept = default;
store& store::operator=(store&&) noexcept = default;
store::~store() = default;

result<store> store::open(store_options const& options, field_cipher& cipher, time_source const& clock) {
  auto const settle = [&cipher] { return cipher.settle(); };
  auto opened =
      options.postgresql.empty() ? open_sqlite(options, clock, settle) : open_postgresql(options, clock, settle);
  if (!opened) {
    return tl::make_unexpected(opened.error());
  }
  auto const fits = (*opened)->read([&](connection& c) -> result<void> {
    for (auto const* const s : all_statements(c.kind())) {
      c.prepare(*s);
    }
    return {};
  });
  if (!fits) {
    return tl::make_unexpected(fits.error());
  }
  // Entries from before there was a chain, and on PostgreSQL those that a node left behind when it stopped.
  if (auto const linked = link_what_waits(**opened); !linked) {
    return tl::make_unexpected(linked.error());
  }
  auto made = store{std::move(*opened), cipher, clock, options.tenant};
  if (made.engine_->kind() == engine_kind::postgresql && options.link_every.count() != 0) {
    made.sealer_ = std::make_unique<audit_sealer>(*made.engine_, options.link_every);
  }
  return made;
}

store::admission store::admit(access_request const& asked) const {
  return [this, &asked](connection& c, audit_entry& line, instant const now) -> result<admitted> {
    auto known = relations_of(c, asked, tenant_, now);
    auto g = decide(known.asked, known.facts, now);
    if (!g) {
      line.basis = fmt::format("denied: {}", word(judge(known.asked, known.facts, now).why));
      return tl::make_unexpected(g.error());
    }
    line.basis = words_in(g->on(), " ");
    line.fields = words_in(g->fields(), " ");
    return admitted{std::move(*g), std::move(known.scope)};
  };
}

result<change_answer> store::write_once(std::string const& actor, change_request const& request,
                                        connection_check const& check, connection_work const& work) {
  if (request.key.empty() || request.key.size() > kLongestKey) {
    return fail(errc::wrong_use, fmt::format("an idempotency key has 1 to {} bytes", kLongestKey));
  }
  auto answer = change_answer{};
  auto const written = engine_->write([&](connection& c) -> result<void> {
    auto const now = now_of(*clock_);
    auto const allowed = check(c, now);
    if (!allowed) {
      return allowed;
    }
    auto before = answer_before(c, actor, request, now);
    if (!before) {
      return tl::make_unexpected(before.error());
    }
    if (*before) {
      // Once more, for PostgreSQL: a commit that changes nothing waits for no standby, and if the wait of the first one
      // was cancelled, only this server has the answer.
      c.change(kAnswerKey, row{**before, actor, request.key});
      answer = {std::move(**before), true};
      return {};
    }
    auto made = work(c, now);
    if (!made) {
      return tl::make_unexpected(made.error());
    }
    c.change(kAnswerKey, row{*made, actor, request.key});
    answer = {std::move(*made), false};
    return {};
  });
  return written.map([&] { return std::move(answer); });
}

result<void> store::log(audit_entry const& line, obligations const owes, std::vector<std::string> const& shown) {
  return engine_->write([&](connection& c) -> result<void> {
    auto const now = now_of(*clock_);
    auto t = installation_change{c, now, line.actor};
    publish_what_is_owed(t, owes, line.subject, line.name);
    write_line(c, line, now);
    for (auto const& person : shown) {
      auto of_person = line;
      of_person.subject = person;
      write_line(c, std::move(of_person), now);
    }
    return {};
  });
}

result<change_answer> store::write_admitted(admission const& admit, audit_entry const& line,
                                            change_request const& request, change_work const& work) {
  auto entry = line;
  auto who = std::optional<admitted>{};
  auto denied = false;
  auto const check = [&](connection& c, instant const now) -> result<void> {
    entry = line;
    entry.request = request.request;
    auto found = admit(c, entry, now);
    denied = !found;
    if (!found) {
      return tl::make_unexpected(found.error());
    }
    who.emplace(std::move(*found));
    return {};
  };
  auto done = write_once(line.actor, request, check, [&](connection& c, instant const now) -> result<std::string> {
    auto t = transaction{c, *cipher_, who->granted, who->scope, now, line.actor};
    auto made = work(t);
    if (made) {
      publish_what_is_owed(t, who->granted.owes(), line.subject, line.name);
      write_line(c, entry, now);
    }
    return made;
  });
  if (denied) {
    if (auto const logged = log(entry); !logged) {
      return tl::make_unexpected(logged.error());
    }
  }
  return done;
}

result<void> store::read_admitted(admission const& admit, audit_entry const& line, read_work const& work) {
  auto entry = line;
  auto owes = obligations{};
  auto shown = std::vector<std::string>{};
  auto tells_of_nobody = false;
  auto const done = engine_->read([&](connection& c) -> result<void> {
    entry = line;
    owes = {};
    shown.clear();
    tells_of_nobody = false;
    auto const who = admit(c, entry, now_of(*clock_));
    if (!who) {
      return tl::make_unexpected(who.error());
    }
    owes = who->granted.owes();
    tells_of_nobody = who->granted.on() == enum_set<ground>{ground::nobodys_data} && !owes.has(obligation::log);
    auto s = snapshot{c, *cipher_, who->granted, who->scope};
    auto read = work(s);
    shown = s.shown();
    return read;
  });
  if (tells_of_nobody) {
    return done;
  }
  // Also where the work found nothing: somebody looked.
  if (auto const logged = log(entry, owes, shown); !logged) {
    return logged;
  }
  return done;
}

result<change_answer> store::write(access_request const& asked, change_request const& request,
                                   change_work const& work) {
  return write_admitted(admit(asked), line_of(asked), request, work);
}

result<void> store::read(access_request const& asked, read_work const& work) {
  return read_admitted(admit(asked), line_of(asked), work);
}

result<change_answer> store::write(installation_act const& what, change_request const& request,
                                   installation_change_work const& work) {
  auto const line =
      audit_entry{.actor = what.actor, .name = what.name, .subject = what.subject, .request = request.request};
  auto const no_check = [](connection& /*c*/, instant /*now*/) -> result<void> { return {}; };
  return write_once(line.actor, request, no_check, [&](connection& c, instant const now) -> result<std::string> {
    auto t = installation_change{c, now, line.actor};
    auto made = work(t);
    if (made) {
      write_line(c, line, now);
    }
    return made;
  });
}

result<void> store::read(installation_act const& /*what*/, installation_read_work const& work) {
  return engine_->read([&](connection& c) -> result<void> {
    auto s = installation_view{c};
    return work(s);
  });
}

result<void> store::note(installation_change_work const& work) {
  return engine_->write([&](connection& c) -> result<void> {
    auto const nobody = std::string{};
    auto t = installation_change{c, now_of(*clock_), nobody};
    return work(t).map([](std::string const& /*told to nobody*/) {});
  });
}

result<std::string> store::sign_audit(signing_key const& key) {
  return sign_what_is_linked(*engine_, key, now_of(*clock_));
}

result<audit_report> store::verify_audit(std::optional<audit_head> const& against) {
  auto found = audit_report{};
  return engine_
      ->read([&](connection& c) -> result<void> {
        found = foothold::verify_audit(c, against);
        return {};
      })
      .map([&] { return std::move(found); });
}

result<void> store::give_rows(std::function<result<row_taker*>(std::uint32_t schema)> const& begin) {
  return engine_->read([&](connection& c) {
    return begin(schema_of(c)).and_then([&](row_taker* const to) { return foothold::give_rows(c, *to); });
  });
}

engine_kind store::kind() const {
  return engine_->kind();
}

result<void> store::forget_old_keys() {
  return engine_->write([&](connection& c) -> result<void> {
    c.change(kForgetKeys, row{cell_of(now_of(*clock_) - kKeyLife)});
    return {};
  });
}

}  // namespace foothold
