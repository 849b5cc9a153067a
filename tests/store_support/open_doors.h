#pragma once
// Past the decision on access, for tests of what the store does apart from it.

#include <string>

#include "store/engine.h"
#include "store/store.h"

namespace foothold {

// Who does what, as the audit shall have it.
struct act {
  std::string actor;
  std::string name;
  std::string subject{};
  std::string purpose{};
};

struct grant_for_tests {
  // Everything of everybody.
  static grant everything(std::string const& by, action const what) {
    auto g = grant{};
    g.by_ = by;
    g.what_ = what;
    g.over_ = reach::tenant;
    g.fields_ = all_of<category>();
    g.shown_ = all_of<category>();
    g.writing_ = true;
    return g;
  }
};

struct store_for_tests {
  static result<change_answer> write(store& s, act const& what, change_request const& request,
                                     change_work const& work) {
    return s.write_admitted(admission(what, action::change_many), line_of(what), request, work);
  }
  // With a line in the audit.
  static result<void> read(store& s, act const& what, read_work const& work) {
    return s.read_admitted(admission(what, action::list), line_of(what), work);
  }
  // Without one.
  static result<void> read(store& s, read_work const& work) {
    return s.engine_->read([&](connection& c) -> result<void> {
      auto const g = grant_for_tests::everything("test", action::list);
      auto const nowhere = row_scope{};
      auto view = snapshot{c, *s.cipher_, g, nowhere};
      return work(view);
    });
  }
  // A line of the audit alone.
  static result<void> log(store& s, audit_entry const& line) { return s.log(line); }

private:
  static audit_entry line_of(act const& what) {
    return {.actor = what.actor, .name = what.name, .subject = what.subject, .purpose = what.purpose};
  }
  static store::admission admission(act const& what, action const does) {
    return [actor = what.actor, does](connection&, audit_entry&, instant) -> result<store::admitted> {
      return store::admitted{grant_for_tests::everything(actor, does), {}};
    };
  }
};

}  // namespace foothold
