#include "store/store.h"

#include <utility>

#include <fmt/format.h>

#include "store/catalogue.h"
#include "store/engine.h"

namespace foothold {
namespace {

instant now_of(time_source const& clock) {
  return std::chrono::floor<std::chrono::microseconds>(clock.now());
}

void write_audit(connection& c, act const& what, std::string const& request, instant const now) {
  c.change(kWriteAudit, row{cell_of(now), what.actor, what.name, what.subject, what.purpose, request});
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
  return store{std::move(*opened), cipher, clock};
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

result<void> store::forget_old_keys() {
  return engine_->write([&](connection& c) -> result<void> {
    c.change(kForgetKeys, row{cell_of(now_of(*clock_) - kKeyLife)});
    return {};
  });
}

}  // namespace foothold
