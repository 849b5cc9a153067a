#include "store/erase.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "access/decide.h"
#include "store/all_records.h"
#include "store/catalogue.h"
#include "store/outbox.h"
#include "store/row_statements.h"
#include "store/signin_statements.h"

namespace foothold {
namespace {

std::vector<std::string> texts(std::vector<row> const& rows) {
  auto out = std::vector<std::string>{};
  for (auto const& r : rows) {
    out.push_back(std::get<std::string>(r.front()));
  }
  return out;
}

// Each table before those that its rows name.
std::vector<statement const*> const& removals() {
  static auto const made = [] {
    auto list = std::vector<statement const*>{};
    for_each_record([&]<typename Record>(record_type<Record>) {
      if (auto const& s = row_statements_of<Record>().remove_all; !s.sql.empty()) {
        list.push_back(&s);
      }
    });
    std::ranges::reverse(list);
    return list;
  }();
  return made;
}

void begin_erasure(installation_change& t, std::string const& subject) {
  by_statement::change(t, kBeginErasure, row{subject, cell_of(t.now())});
}

// An address is sealed under its household, whose keys go when nobody lives there any more.
void leave_household(installation_change& t, std::string const& household) {
  if (by_statement::rows(t, kLivesAnybodyThere, row{household, household}).empty() &&
      by_statement::change(t, kForgetHousehold, row{household}) != 0) {
    begin_erasure(t, household);
  }
}

std::int64_t remove_all(installation_change& t, std::string const& person) {
  auto const found = by_statement::rows(t, kRelationsOfPerson, row{person});
  if (found.empty()) {
    return 0;
  }
  auto const* const household = std::get_if<std::string>(&found.front()[2]);
  auto rows = std::int64_t{0};
  for (auto const* const way_in : {&kEndSessionsOf, &kForgetCards}) {
    by_statement::change(t, *way_in, row{person});
  }
  for (auto const* const elsewhere : {&kForgetEntries, &kForgetPortraits, &kForgetPermissions}) {
    by_statement::change(t, *elsewhere, row{person});
  }
  for (auto const* const removal :
       {&kForgetEvidence, &kForgetAnswers, &kForgetObjections, &kForgetCare, &kForgetDuplicates, &kForgetCompanion}) {
    rows += by_statement::change(t, *removal, row{person});
  }
  for (auto const* const removal : removals()) {
    rows += by_statement::change(t, *removal, row{person});
  }
  if (household != nullptr) {
    leave_household(t, *household);
  }
  publish(t, "person.erased", person, "");
  return rows;
}

}  // namespace

result<erased_rows> erase_rows(transaction& t, person_id const& person) {
  auto const id = format_id(person);
  auto const& g = t.granted();
  if (g.what() != action::erase || g.over() != reach::one || g.subject() != id) {
    return tl::make_unexpected(no_such_entry());
  }
  auto erased = erased_rows{};
  erased.recipients = texts(by_statement::rows(t, kRecipientsOf, row{id, id}));
  for (auto const& r : by_statement::rows(t, kProofsOf, row{id})) {
    auto const day = parse_date(std::get<std::string>(r[1]));
    erased.kept.push_back({std::get<std::string>(r[0]), day.value_or(date{})});
  }
  erased.files = texts(by_statement::rows(t, kFilesOf, row{id}));
  erased.rows = remove_all(t, id);
  if (erased.rows == 0) {
    return tl::make_unexpected(no_such_entry());
  }
  begin_erasure(t, id);
  for (auto const& organisation : erased.recipients) {
    publish(t, "owed.tell_recipient", id, organisation);
  }
  return erased;
}

std::int64_t remove_rows_of_erased(installation_change& t, std::string const& subject) {
  auto const rows = remove_all(t, subject);
  return rows + by_statement::change(t, kForgetProof, row{subject});
}

bool has_rows(installation_view& s, std::string const& subject) {
  return !by_statement::rows(s, kRelationsOfPerson, row{subject}).empty() ||
         !by_statement::rows(s, kFindProof, row{subject}).empty();
}

std::int64_t drop_old_proofs(installation_change& t, date const today, std::int64_t const limit) {
  auto const over = texts(by_statement::rows(t, kProofsUntil, row{format_date(today), limit}));
  for (auto const& id : over) {
    by_statement::change(t, kForgetProof, row{id});
    begin_erasure(t, id);
  }
  return static_cast<std::int64_t>(over.size());
}

std::vector<std::string> erasures_begun(installation_view& s) {
  return texts(by_statement::rows(s, kErasuresBegun, row{}));
}

void end_erasure(installation_change& t, std::string const& subject) {
  by_statement::change(t, kEndErasure, row{subject});
}

std::vector<std::string> closed_before(installation_view& s, date const day, instant const decided,
                                       std::string const& after, std::int64_t const limit) {
  return texts(by_statement::rows(s, kClosedBefore, row{format_date(day), after, cell_of(decided), limit}));
}

}  // namespace foothold
