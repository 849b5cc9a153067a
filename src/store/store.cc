#include "store/store.h"

#include <utility>

#include <fmt/format.h>

#include "store/audit_chain.h"
#include "store/audit_sealer.h"
#include "store/catalogue.h"
#include "store/engine.h"

namespace foothold {
namespace {

instant now_of(time_source const& clock) {
  return std::chrono::floor<std::chrono::microseconds>(clock.now());
}

void write_audit(connection& c, act const& what, std::string const& request, instant const now) {
  auto entry = audit_entry{.at = now.time_since_epoch().count(),
                           .actor = what.actor,
                           .name = what.name,
                           .subject = what.subject,
                           .purpose = what.purpose,
                           .request = request,
                           .basis = what.basis,
                           .fields = what.fields};
  append_entry(c, entry);
}

// The answer that this key had before, if it had one. Takes the key if not.
result<std::optional<std::string>> answer_before(connection& c, act const& what, change_request const& asked,
                                                 instant const now) {
  if (c.change(kTakeKey, row{what.actor, asked.key, asked.request, cell_of(now)}) == 1) {
    return std::nullopt;
  }
  auto const found = c.rows(kFindKey, row{what.actor, asked.key});
  if (found.empty() || std::get<std::string>(found.front()[0]) != asked.request) {
    return fail(errc::conflict, "this idempotency key was used for another request");
  }
  return std::get<std::string>(found.front()[1]);
}

}  // namespace

store::store(std::unique_ptr<engine> e, field_cipher& cipher, time_source const& clock)
    : engine_{std::move(e)}, cipher_{&cipher}, clock_{&clock} {}
store::store(store&&) noexcept = default;
store& store::operator=(store&&) noexcept = default;
store::~store() = default;

result<store> store::open(store_options const& options, field_cipher& cipher, time_source const& clock) {
  auto opened = options.postgresql.empty() ? open_sqlite(options, clock) : open_postgresql(options, clock);
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
  auto made = store{std::move(*opened), cipher, clock};
  if (made.engine_->kind() == engine_kind::postgresql && options.link_every.count() != 0) {
    made.sealer_ = std::make_unique<audit_sealer>(*made.engine_, options.link_every);
  }
  return made;
}

result<change_answer> store::write(act const& what, change_request const& request, change_work const& work) {
  if (request.key.empty() || request.key.size() > kLongestKey) {
    return fail(errc::wrong_use, fmt::format("an idempotency key has 1 to {} bytes", kLongestKey));
  }
  auto answer = change_answer{};
  auto const written = engine_->write([&](connection& c) -> result<void> {
    auto const now = now_of(*clock_);
    auto before = answer_before(c, what, request, now);
    if (!before) {
      return tl::make_unexpected(before.error());
    }
    if (*before) {
      answer = {std::move(**before), true};
      return {};
    }
    auto t = transaction{c, *cipher_, now, what.actor};
    auto made = work(t);
    if (!made) {
      return tl::make_unexpected(made.error());
    }
    c.change(kAnswerKey, row{*made, what.actor, request.key});
    write_audit(c, what, request.request, now);
    answer = {std::move(*made), false};
    return {};
  });
  return written.map([&] { return std::move(answer); });
}

result<void> store::read(read_work const& work) {
  return engine_->read([&](connection& c) {
    auto s = snapshot{c, *cipher_};
    return work(s);
  });
}

result<void> store::read(act const& what, read_work const& work) {
  auto const done = read(work);
  if (!done) {
    return done;
  }
  return engine_->write([&](connection& c) -> result<void> {
    write_audit(c, what, {}, now_of(*clock_));
    return {};
  });
}

result<std::string> store::sign_audit(signing_key const& key) {
  return sign_what_is_linked(*engine_, key, now_of(*clock_));
}

result<void> store::forget_old_keys() {
  return engine_->write([&](connection& c) -> result<void> {
    c.change(kForgetKeys, row{cell_of(now_of(*clock_) - kKeyLife)});
    return {};
  });
}

}  // namespace foothold
