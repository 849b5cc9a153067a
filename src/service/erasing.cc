#include "service/erasing.h"

#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/moment.h"
#include "store/erase.h"

namespace foothold {
namespace {

auto const kEraser = installation_act{.actor = "erasing", .name = "erasure.carry_out"};

// What the store keeps with the idempotency key: numbers and ids, and of a fund its name.
std::string as_answer(erased_rows const& r) {
  auto kept = nlohmann::json::array();
  for (auto const& k : r.kept) {
    kept.push_back({{"fund", k.fund}, {"until_on", format_date(k.until_on)}});
  }
  return nlohmann::json{{"rows", r.rows}, {"recipients", r.recipients}, {"kept", std::move(kept)}}.dump();
}

erased_rows rows_of(std::string const& answer) {
  auto const told = nlohmann::json::parse(answer);
  auto r = erased_rows{.rows = told.at("rows"), .recipients = told.at("recipients"), .kept = {}, .files = {}};
  for (auto const& k : told.at("kept")) {
    r.kept.push_back({k.at("fund"), parse_date(k.at("until_on").get<std::string>()).value_or(date{})});
  }
  return r;
}

// Nobody's keys are no fault: then nothing was ever sealed.
result<void> destroy_keys(vault& keys, std::string const& subject) {
  auto const done = keys.erase(subject);
  return done || done.error().code == errc::not_found ? result<void>{} : tl::make_unexpected(done.error());
}

result<std::vector<std::string>> begun(store& cases) {
  auto subjects = std::vector<std::string>{};
  return cases
      .read(kEraser,
            [&](installation_view& s) -> result<void> {
              subjects = erasures_begun(s);
              return {};
            })
      .map([&] { return std::move(subjects); });
}

// Keys, then the note that they are to be destroyed.
result<std::size_t> destroy_what_was_begun(installation& office) {
  auto const subjects = begun(office.cases());
  if (!subjects) {
    return tl::make_unexpected(subjects.error());
  }
  for (auto const& subject : *subjects) {
    if (auto const done = destroy_keys(office.keys(), subject); !done) {
      return tl::make_unexpected(done.error());
    }
    auto const ended = office.cases().write(kEraser, {.key = format_id(random_id()), .request = subject},
                                            [&](installation_change& t) -> result<std::string> {
                                              end_erasure(t, subject);
                                              return std::string{};
                                            });
    if (!ended) {
      return tl::make_unexpected(ended.error());
    }
  }
  return subjects->size();
}

}  // namespace

result<erasure_receipt> erase_person(installation& office, access_request const& asked, change_request const& request) {
  auto const person = parse_id_as<person_id>(asked.of.subject);
  if (!person) {
    return fail(errc::bad_input, "the id of a person has 32 digits 0 to 9 and a to f");
  }
  auto files = std::vector<std::string>{};
  auto const rows = office.cases().write(asked, request, [&](transaction& t) -> result<std::string> {
    return erase_rows(t, *person).map([&](erased_rows const& r) {
      files = r.files;
      return as_answer(r);
    });
  });
  if (!rows) {
    return tl::make_unexpected(rows.error());
  }
  if (auto const done = destroy_what_was_begun(office); !done) {
    return tl::make_unexpected(done.error());
  }
  // Unreadable by now. What a kill leaves of them has no row, and goes at the next start.
  for (auto const& id : files) {
    office.files().remove(id);
  }
  auto entry = office.keys().erase(asked.of.subject);  // done already: this is the receipt
  if (!entry) {
    return tl::make_unexpected(entry.error());
  }
  auto const day = std::chrono::floor<days>(entry->at);
  return erasure_receipt{.person = asked.of.subject,
                         .entry = std::move(*entry),
                         .rows = rows_of(rows->text),
                         .gone_everywhere_on = day + kKeyCopiesLast,
                         .repeated = rows->repeated};
}

result<std::vector<rows_back>> remove_what_came_back(store& cases, vault& keys) {
  auto const erased = keys.erasures();
  if (!erased) {
    return tl::make_unexpected(erased.error());
  }
  auto back = std::vector<rows_back>{};
  auto const looked = cases.read(kEraser, [&](installation_view& s) -> result<void> {
    back.clear();
    for (auto const& e : *erased) {
      if (has_rows(s, e.subject)) {
        back.push_back({e.subject, 0});
      }
    }
    return {};
  });
  if (!looked) {
    return tl::make_unexpected(looked.error());
  }
  for (auto& b : back) {
    auto const removed = cases.write(kEraser, {.key = format_id(random_id()), .request = b.subject},
                                     [&](installation_change& t) -> result<std::string> {
                                       b.rows = remove_rows_of_erased(t, b.subject);
                                       return std::string{};
                                     });
    if (!removed) {
      return tl::make_unexpected(removed.error());
    }
  }
  return back;
}

result<std::size_t> carry_out_erasures(installation& office) {
  return remove_what_came_back(office.cases(), office.keys()).and_then([&](std::vector<rows_back> const& back) {
    return destroy_what_was_begun(office).map(
        [&](std::size_t const begun_before) { return back.size() + begun_before; });
  });
}

std::string format_receipt(erasure_receipt const& r, signing_key const& key) {
  auto const line = fmt::format("foothold-erasure/1 {} {} {} {} {}", r.entry.number, r.person,
                                format_moment(r.entry.at), r.entry.head, key.public_hex());
  return fmt::format("{} {}", line, key.sign(line));
}

}  // namespace foothold
