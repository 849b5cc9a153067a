#include "service/threads.h"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <tuple>
#include <utility>

#include "access/decide.h"
#include "service/phrases.h"
#include "store/person_records.h"
#include "store/repository.h"

namespace foothold {
namespace {

bool is_persons_side(actor const& by) {
  return by.as == role::newcomer || by.as == role::guardian;
}

days days_between(instant const from, instant const to) {
  return std::chrono::ceil<days>(to - from);
}

std::optional<answer_times> times_of(std::vector<days> waits) {
  if (waits.size() < kFewestAnswers) {
    return std::nullopt;
  }
  waits.erase(waits.begin(), waits.end() - static_cast<std::ptrdiff_t>(std::min(waits.size(), kLastAnswers)));
  std::ranges::sort(waits);
  return answer_times{.answers = waits.size(), .half_within = waits[(waits.size() - 1U) / 2U]};
}

result<std::vector<message_record>> messages_of(snapshot& s, person_id const& person) {
  auto all = std::vector<message_record>{};
  for (auto from = page{};;) {
    auto part = list_by<message_record>(s, "person", person, from);
    if (!part) {
      return tl::make_unexpected(part.error());
    }
    std::ranges::move(part->rows, std::back_inserter(all));
    if (part->next.empty()) {
      return all;
    }
    from.after = part->next;
  }
}

// How many it were.
result<std::int64_t> mark_read(transaction& t, caller const& who, person_id const& person) {
  auto all = messages_of(t, person);
  if (!all) {
    return tl::make_unexpected(all.error());
  }
  auto marked = std::int64_t{0};
  for (auto& m : *all) {
    if (m.read_at || is_to_person(m) != is_persons_side(who.by)) {
      continue;
    }
    m.read_at = t.now();
    if (auto const done = change(t, m); !done) {
      return tl::make_unexpected(done.error());
    }
    ++marked;
  }
  return marked;
}

// Where the caller may write messages to and for this person.
result<person_id> person_to_write_to(transaction& t, std::string const& person) {
  auto const id = parse_id_as<person_id>(person);
  return id && t.granted().writes(category::messages) ? result<person_id>{*id} : tl::make_unexpected(no_such_entry());
}

result<std::string> reader_of(transaction& t, caller const& who, person_id const& person) {
  if (!is_persons_side(who.by)) {
    return format_id(person);
  }
  return find<person_record>(t, person).map(
      [](person_record const& p) { return p.caseworker ? format_id(*p.caseworker) : format_id(p.organisation); });
}

result<void> check(message_draft const& d) {
  if (d.words.empty() || d.words.size() > kLongestMessage) {
    return fail(errc::bad_input, "messages: words: expected a text that is not too long");
  }
  if (!d.phrase.empty() && !is_phrase(d.phrase)) {
    return fail(errc::bad_input, "messages: phrase: expected one of the list");
  }
  return {};
}

}  // namespace

bool is_to_person(message_record const& m) {
  return m.reader == format_id(m.person);
}

message_thread thread_of(std::vector<message_record> messages, std::vector<companion_record> const& companions) {
  std::ranges::sort(messages, [](message_record const& a, message_record const& b) {
    return std::tie(a.sent_at, a.id) < std::tie(b.sent_at, b.id);
  });
  auto thread = message_thread{};
  auto waits = std::vector<days>{};
  for (auto const& m : messages) {
    auto const with = std::ranges::find(companions, m.writer, &companion_record::companion);
    if (!is_to_person(m)) {
      thread.unread_by_office += m.read_at ? 0U : 1U;
      // A mentor's or buddy's message waits for nobody.
      if (with == companions.end() || with->kind == companion_kind::guardian) {
        thread.waits_since = thread.waits_since.value_or(m.sent_at);
      }
      continue;
    }
    thread.unread_by_person += m.read_at ? 0U : 1U;
    if (with == companions.end() && thread.waits_since) {
      waits.push_back(days_between(*thread.waits_since, m.sent_at));
      thread.waits_since.reset();
    }
  }
  thread.office = times_of(std::move(waits));
  thread.messages = std::move(messages);
  return thread;
}

result<written_row> send_message(store& cases, caller const& who, std::string const& person,
                                 change_request const& request, message_draft const& draft) {
  if (auto const fine = check(draft); !fine) {
    return tl::make_unexpected(fine.error());
  }
  auto const id = new_id<decltype(message_record::id)>();
  return write_as(
      cases, asked_by(who, action::add, {.subject = person}), request, [&](transaction& t) -> result<written_row> {
        auto const to = person_to_write_to(t, person);
        auto const reader = to ? reader_of(t, who, *to) : result<std::string>{tl::make_unexpected(to.error())};
        if (!reader) {
          return tl::make_unexpected(reader.error());
        }
        if (auto const read = mark_read(t, who, *to); !read) {
          return tl::make_unexpected(read.error());
        }
        auto m = message_record{.id = id,
                                .person = *to,
                                .writer = who.by.id,
                                .reader = *reader,
                                .channel = "page",
                                .sent_at = t.now(),
                                .words = draft.words};
        m.phrase = draft.phrase.empty() ? std::nullopt : std::optional{draft.phrase};
        m.language = draft.language.empty() ? std::nullopt : std::optional{draft.language};
        return add(t, m).map([&] { return written_row{.id = format_id(m.id), .version = m.version}; });
      });
}

result<written_row> mark_messages_read(store& cases, caller const& who, std::string const& person,
                                       change_request const& request) {
  return write_as(cases, asked_by(who, action::change_part, {.subject = person}), request,
                  [&](transaction& t) -> result<written_row> {
                    auto const of = person_to_write_to(t, person);
                    auto const marked =
                        of ? mark_read(t, who, *of) : result<std::int64_t>{tl::make_unexpected(of.error())};
                    if (!marked) {
                      return tl::make_unexpected(marked.error());
                    }
                    return written_row{.id = person, .version = *marked};
                  });
}

}  // namespace foothold
