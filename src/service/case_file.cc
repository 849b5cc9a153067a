#include "service/case_file.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "access/decide.h"
#include "store/repository.h"

namespace foothold {
namespace {

class file_reader {
public:
  file_reader(snapshot& s, person_id const& person) : s_{s}, person_{person} {}

  // Nothing where the table is not shown.
  template <typename Record>
  void read(std::vector<Record>& to, std::string_view const by = "person") {
    if (!done_ || !s_.granted().shows(category_of(table_of<Record>::kName))) {
      return;
    }
    for (auto from = page{};;) {
      auto part = list_by<Record>(s_, by, person_, from);
      if (!part) {
        done_ = tl::make_unexpected(part.error());
        return;
      }
      std::ranges::move(part->rows, std::back_inserter(to));
      if (part->next.empty()) {
        return;
      }
      from.after = part->next;
    }
  }

  template <typename Record>
  void read_one(std::optional<Record>& to, decltype(Record::id) const& id) {
    if (!done_ || !s_.granted().shows(category_of(table_of<Record>::kName))) {
      return;
    }
    auto found = find<Record>(s_, id);
    if (found) {
      to = std::move(*found);
    } else if (found.error().code != errc::not_found) {
      done_ = tl::make_unexpected(found.error());
    }
  }

  [[nodiscard]] result<void> done() const { return done_; }

private:
  snapshot& s_;
  person_id person_;
  result<void> done_{};
};

result<void> gather(snapshot& s, person_id const& person, case_file& f) {
  f = {};
  for (auto i = std::size_t{0U}; i != count_of<category>(); ++i) {
    auto const c = static_cast<category>(i);
    f.shown |= s.granted().shows(c) ? categories{c} : categories{};
  }
  f.special = s.access().shows_special();
  f.until = s.granted().until();
  auto r = file_reader{s, person};
  r.read_one(f.person, person);
  if (r.done() && s.granted().shows(category::identity) && !f.person) {
    return tl::make_unexpected(no_such_entry());
  }
  if (f.person && f.person->household) {
    r.read_one(f.household, *f.person->household);
  }
  r.read(f.contacts);
  r.read(f.communications);
  r.read(f.relatives);
  r.read(f.companions);
  r.read(f.status_periods);
  r.read(f.papers);
  r.read(f.children, "carer");
  r.read(f.mobilities);
  r.read(f.languages);
  r.read(f.educations);
  r.read(f.experiences);
  r.read(f.skills);
  r.read(f.certificates);
  r.read(f.wishes);
  r.read(f.plans);
  r.read(f.plan_answers);
  r.read(f.decisions);
  r.read(f.objections);
  r.read(f.permissions);
  r.read(f.referrals);
  r.read(f.appointments);
  r.read(f.tasks);
  r.read(f.messages);
  r.read(f.notes);
  r.read(f.follow_ups);
  r.read(f.help_answers);
  r.read(f.files);
  return r.done();
}

}  // namespace

result<case_file> read_case_file(store& cases, caller const& who, std::string const& person) {
  auto const id = parse_id_as<person_id>(person);
  if (!id) {
    return tl::make_unexpected(no_such_entry());
  }
  auto const asked = asked_by(who, action::read, {.sort = kind::person, .subject = person});
  auto f = case_file{};
  auto const done = cases.read(asked, [&](snapshot& s) { return gather(s, *id, f); });
  return done.map([&] { return std::move(f); });
}

result<std::vector<organisation_name>> list_organisations(store& cases, actor const& by) {
  auto names = std::vector<organisation_name>{};
  auto const asked = access_request{.by = by,
                                    .what = action::list,
                                    .of = {.sort = kind::directory, .subject = {}, .over = reach::tenant},
                                    .for_what = purpose::information,
                                    .emergency = std::nullopt};
  auto const done = cases.read(asked, [&](snapshot& s) -> result<void> {
    names.clear();
    for (auto from = page{};;) {
      auto const part = list<organisation_record>(s, from);
      if (!part) {
        return tl::make_unexpected(part.error());
      }
      for (auto const& o : part->rows) {
        names.push_back({format_id(o.id), o.name, o.kind});
      }
      if (part->next.empty()) {
        return {};
      }
      from.after = part->next;
    }
  });
  return done.map([&] { return std::move(names); });
}

}  // namespace foothold
