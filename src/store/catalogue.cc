#include "store/catalogue.h"

#include "store/all_records.h"
#include "store/row_statements.h"
#include "store/signin_statements.h"

namespace foothold {
namespace {

constexpr auto kText = cell_kind::text;
constexpr auto kNumber = cell_kind::number;
using kinds = std::vector<cell_kind>;

// A select of all columns of a record, with another condition than those that every table has.
template <typename Record>
statement selected(std::string name, std::string const& condition, kinds in) {
  auto const& whole = row_statements_of<Record>().find;
  return {std::move(name), whole.sql.substr(0U, whole.sql.find(" where ")) + " where " + condition, std::move(in),
          whole.out};
}

kinds const kAuditRow{kNumber, kNumber, kText, kText, kText, kText, kText, kText, kText};
kinds const kLinkRow{kNumber, kNumber, kNumber, kText};
kinds const kEntryRow{kNumber, kNumber, kNumber, kText, kText, kText, kText, kText, kText, kText};
constexpr auto kEntry =
    "a.number, a.transaction_number, a.at, a.actor, a.act, a.subject, a.purpose, a.request, a.basis, a.fields";

kinds joined(kinds first, kinds const& then) {
  first.insert(first.end(), then.begin(), then.end());
  return first;
}
kinds const kJobRow{kText, kText, kText, kNumber};
kinds const kRoleRow{kText, kText, kText, kText, kNumber, kText};
auto const kRoles = std::string{
    "select s.id, s.organisation, o.name, s.role, s.active, s.until_on from staff s join organisations o on o.id = "
    "s.organisation where "};
kinds const kOutboxRow{kNumber, kNumber, kNumber, kText, kText, kText};

// Of the transaction that writes. Where rows came out of a copy, numbers go on after the copy's.
std::string transaction_now(engine_kind const engine) {
  return std::string{"(select coalesce(max(transaction_base), 0) from restorations)"} +
         (engine == engine_kind::sqlite ? "" : " + cast(cast(pg_current_xact_id() as text) as bigint)");
}
// The oldest transaction that still runs: where several nodes write, what is from before it cannot be overtaken.
constexpr auto kSettledOnly =
    " < (select coalesce(max(transaction_base), 0) from restorations) + "
    "cast(cast(pg_snapshot_xmin(pg_current_snapshot()) as text) as bigint)";

// Ids of cases that an actor leads, or covers today: twice the actor, twice the day. By their indexes: an "or" over
// both columns would look at everybody of the organisation.
std::string cases_of_actor(int const first) {
  auto const p = [&](int const i) { return ":p" + std::to_string(first + i); };
  return "(select m.id from persons m where m.caseworker = " + p(0) +
         " union select m.id from persons m where m.cover = " + p(1) + " and m.cover_from <= " + p(2) +
         " and m.cover_until >= " + p(3) + ")";
}
// The same as persons p of an organisation, which is asked for after them. A cross join keeps SQLite from beginning
// with the organisation.
std::string persons_of_actor(int const first) {
  return cases_of_actor(first) + " c cross join persons p where p.id = c.id and p.organisation = :p" +
         std::to_string(first + 4);
}
// Rows of a table whose column names the actor, or the caseworker of a case that the actor covers today.
std::string work_of_actor(std::string const& table, std::string const& column, int const first) {
  auto const p = [&](int const i) { return ":p" + std::to_string(first + i); };
  return "id in (select x.id from " + table + " x where x." + column + " = " + p(0) +
         " union select x.id from persons p join " + table + " x on x.person = p.id and x." + column +
         " = p.caseworker where p.cover = " + p(1) + " and p.cover_from <= " + p(2) + " and p.cover_until >= " + p(3) +
         ")";
}

// Each of one row for a case: of an actor, or of an organisation.
caseload_statements make_caseload(bool const mine) {
  auto const of = [&](char const* const table) {
    return mine ? cases_of_actor(1) + " c cross join persons p cross join " + table +
                      " x where p.id = c.id and x.person = p.id and p.organisation = :p5"
                : std::string{table} + " x join persons p on p.id = x.person where p.organisation = :p1";
  };
  auto const in = mine ? kinds{kText, kText, kText, kText, kText} : kinds{kText};
  auto const name = std::string{mine ? " of a caseworker" : " of an organisation"};
  auto made = caseload_statements{};
  made.cases = {"list cases" + name,
                "select p.id, p.caseworker, p.local_number, p.state, p.registered_on, p.cover, p.cover_from, "
                "p.cover_until from " +
                    (mine ? persons_of_actor(1) : std::string{"persons p where p.organisation = :p1"}) +
                    " order by p.id",
                in,
                {kText, kText, kText, kText, kText, kText, kText, kText}};
  made.tasks = {"count open tasks" + name,
                "select x.person, min(x.due_on), count(*) from " + of("tasks") +
                    " and x.state = 'open' group by x.person order by x.person",
                in,
                {kText, kText, kNumber}};
  made.referrals = {"list waiting referrals" + name,
                    "select x.person, min(x.sent_at) from " + of("referrals") +
                        " and x.state = 'pending' and x.from_organisation = p.organisation "
                        "group by x.person order by x.person",
                    in,
                    {kText, kNumber}};
  made.papers = {"list reminders of papers" + name,
                 "select x.person, min(x.remind_on) from " + of("papers") +
                     " and x.remind_on is not null group by x.person order by x.person",
                 in,
                 {kText, kText}};
  auto later = in;
  later.push_back(kNumber);
  made.appointments = {"list next appointments" + name,
                       "select x.person, min(x.starts_at) from " + of("appointments") +
                           " and x.state in ('planned', 'confirmed') and x.starts_at >= :p" +
                           std::to_string(later.size()) + " group by x.person order by x.person",
                       later,
                       {kText, kNumber}};
  return made;
}

// The job itself is locked where several nodes ask at once; on SQLite there is one writer.
statement job_taking(char const* const lock) {
  return {"take a job",
          std::string{"update jobs set leased_until = :p1, owner = :p2, attempts = attempts + 1 where id = (select id "
                      "from jobs where state = 'open' and kind = :p3 and run_at <= :p4 and leased_until <= :p5 "
                      "order by run_at, id limit 1 "} +
              lock + ") returning id, kind, payload, attempts",
          {kNumber, kText, kText, kNumber, kNumber},
          kJobRow};
}

}  // namespace

statement const kTakeKey{
    "take an idempotency key",
    "insert into idempotency_keys (actor, key, request, answer, made_at) values (:p1, :p2, :p3, '', :p4) "
    "on conflict do nothing",
    {kText, kText, kText, kNumber},
    {}};
statement const kFindKey{"find an idempotency key",
                         "select request, answer from idempotency_keys where actor = :p1 and key = :p2",
                         {kText, kText},
                         {kText, kText}};
statement const kAnswerKey{"answer an idempotency key",
                           "update idempotency_keys set answer = :p1 where actor = :p2 and key = :p3",
                           {kText, kText, kText},
                           {}};
statement const kForgetKeys{
    "forget idempotency keys", "delete from idempotency_keys where made_at < :p1", {kNumber}, {}};

statement const& write_audit(engine_kind const engine) {
  static auto const make = [](std::string const& number) {
    return statement{"write the audit",
                     "insert into audit (transaction_number, at, actor, act, subject, purpose, request, basis, fields) "
                     "values (" +
                         number +
                         ", :p1, :p2, :p3, :p4, :p5, :p6, :p7, :p8) "
                         "returning number, transaction_number",
                     {kNumber, kText, kText, kText, kText, kText, kText, kText},
                     {kNumber, kNumber}};
  };
  static auto const sqlite = make(transaction_now(engine_kind::sqlite));
  static auto const postgresql = make(transaction_now(engine_kind::postgresql));
  return engine == engine_kind::sqlite ? sqlite : postgresql;
}
statement const kListAudit{
    "list the audit",
    "select number, at, actor, act, subject, purpose, request, basis, fields from audit where number > :p1 "
    "order by number limit :p2",
    {kNumber, kNumber},
    kAuditRow};
statement const kListAuditOf{
    "list the audit of a subject",
    "select number, at, actor, act, subject, purpose, request, basis, fields from audit where subject = :p1 "
    "and number > :p2 order by number limit :p3",
    {kText, kNumber, kNumber},
    kAuditRow};

statement const kWriteLink{"write a link of the audit",
                           "insert into audit_chain (position, transaction_number, number, hash) values "
                           "(:p1, :p2, :p3, :p4)",
                           {kNumber, kNumber, kNumber, kText},
                           {}};
statement const kEndOfChain{"find the end of the audit's chain",
                            "select position, transaction_number, number, hash from audit_chain order by position desc "
                            "limit 1",
                            {},
                            kLinkRow};
statement const& list_unlinked(engine_kind const engine) {
  static auto const make = [](std::string const& settled) {
    return statement{"list entries of the audit without a link",
                     std::string{"select "} + kEntry +
                         " from audit a where (a.transaction_number, a.number) > (:p1, :p2)" + settled +
                         " order by a.transaction_number, a.number limit :p3",
                     {kNumber, kNumber, kNumber},
                     kEntryRow};
  };
  static auto const sqlite = make("");
  static auto const postgresql = make(std::string{" and a.transaction_number"} + kSettledOnly);
  return engine == engine_kind::sqlite ? sqlite : postgresql;
}
statement const kListLinks{"list the audit's chain",
                           std::string{"select c.position, c.transaction_number, c.number, c.hash, "} + kEntry +
                               " from audit_chain c left join audit a on a.number = c.number where c.position > :p1 "
                               "order by c.position limit :p2",
                           {kNumber, kNumber},
                           joined(kLinkRow, kEntryRow)};
statement const kFirstLeftOut{"find an entry of the audit that the chain leaves out",
                              "select a.number from audit a where (a.transaction_number, a.number) <= (:p1, :p2) and "
                              "not exists (select 1 from audit_chain c where c.number = a.number) "
                              "order by a.transaction_number, a.number limit 1",
                              {kNumber, kNumber},
                              {kNumber}};
statement const kCountWaiting{"count entries of the audit that wait for a link",
                              "select count(*), coalesce(min(number), 0) from audit where "
                              "(transaction_number, number) > (:p1, :p2)",
                              {kNumber, kNumber},
                              {kNumber, kNumber}};
statement const kCountAudit{"count entries of the audit", "select count(*) from audit", {}, {kNumber}};
statement const kListHeads{"list signed heads of the audit",
                           "select position, head from audit_heads where position > :p1 order by position limit :p2",
                           {kNumber, kNumber},
                           {kNumber, kText}};
statement const kWriteHead{"write a signed head of the audit",
                           "insert into audit_heads (position, head) values (:p1, :p2) on conflict do nothing",
                           {kNumber, kText},
                           {}};

statement const& write_outbox(engine_kind const engine) {
  static auto const make = [](std::string const& number) {
    return statement{
        "write the outbox",
        "insert into outbox (transaction_number, at, topic, subject, body) values (" + number + ", :p1, :p2, :p3, :p4)",
        {kNumber, kText, kText, kText},
        {}};
  };
  static auto const sqlite = make(transaction_now(engine_kind::sqlite));
  static auto const postgresql = make(transaction_now(engine_kind::postgresql));
  return engine == engine_kind::sqlite ? sqlite : postgresql;
}

statement const& list_outbox(engine_kind const engine) {
  static auto const make = [](std::string const& settled) {
    return statement{"list the outbox",
                     "select transaction_number, number, at, topic, subject, body from outbox where "
                     "(transaction_number, number) > (:p1, :p2)" +
                         settled + " order by transaction_number, number limit :p3",
                     {kNumber, kNumber, kNumber},
                     kOutboxRow};
  };
  static auto const sqlite = make("");
  static auto const postgresql = make(std::string{" and transaction_number"} + kSettledOnly);
  return engine == engine_kind::sqlite ? sqlite : postgresql;
}

statement const& find_end_of_outbox(engine_kind const engine) {
  static auto const make = [](std::string const& settled) {
    return statement{"find the end of the outbox",
                     "select transaction_number, number from outbox" + settled +
                         " order by transaction_number desc, number desc limit 1",
                     {},
                     {kNumber, kNumber}};
  };
  static auto const sqlite = make("");
  static auto const postgresql =
      make(" where transaction_number < cast(cast(pg_snapshot_xmin(pg_current_snapshot()) as text) as bigint)");
  return engine == engine_kind::sqlite ? sqlite : postgresql;
}

statement const kForgetOutbox{"forget the outbox", "delete from outbox where at < :p1", {kNumber}, {}};

statement const kAddJob{"add a job",
                        "insert into jobs (id, kind, payload, state, run_at, attempts, leased_until, owner) values "
                        "(:p1, :p2, :p3, 'open', :p4, 0, 0, '') on conflict do nothing",
                        {kText, kText, kText, kNumber},
                        {}};
statement const kProlongJob{"prolong a job",
                            "update jobs set leased_until = :p1 where id = :p2 and state = 'open' and owner = :p3 and "
                            "attempts = :p4",
                            {kNumber, kText, kText, kNumber},
                            {}};
statement const kEndJob{"end a job",
                        "update jobs set state = :p1, run_at = :p2, leased_until = 0, owner = '' where id = :p3 and "
                        "state = 'open' and owner = :p4 and attempts = :p5",
                        {kText, kNumber, kText, kText, kNumber},
                        {}};
statement const kFindJob{"find a job", "select state, attempts from jobs where id = :p1", {kText}, {kText, kNumber}};

statement const& take_job(engine_kind const engine) {
  static auto const sqlite = job_taking("");
  static auto const postgresql = job_taking("for update skip locked");
  return engine == engine_kind::sqlite ? sqlite : postgresql;
}

statement const kStaffOfActor{"find the staff of an actor",
                              "select organisation, role, active, until_on from staff where id = :p1",
                              {kText},
                              {kText, kText, kNumber, kText}};
statement const kListRoles{"list roles", kRoles + "s.id > :p1 order by s.id limit :p2", {kText, kNumber}, kRoleRow};
statement const kFindRole{"find a role", kRoles + "s.id = :p1", {kText}, kRoleRow};
statement const kEndStaff{"end a membership", "update staff set active = 0 where id = :p1 and active = 1", {kText}, {}};
statement const kRelationsOfPerson{"find the relations of a person",
                                   "select organisation, caseworker, household, cover, cover_from, cover_until from "
                                   "persons where id = :p1",
                                   {kText},
                                   {kText, kText, kText, kText, kText, kText}};
statement const kLivesThere{"find who lives in a household",
                            "select id from persons where id = :p1 and household = :p2",
                            {kText, kText},
                            {kText}};
statement const kCompanionsOfActor{
    "find companions of a person",
    "select kind, until_on, ended_at from companions where person = :p1 and companion = :p2",
    {kText, kText},
    {kText, kText, kNumber}};
statement const kAppointmentsOfActor{
    "find appointments of an actor with a person",
    "select starts_at, minutes from appointments where person = :p1 and (staff = :p2 or "
    "mediator = :p3) and state <> 'cancelled'",
    {kText, kText, kText},
    {kNumber, kNumber}};
statement const kPermissionsOfActor{"find permissions for an organisation",
                                    "select purpose, fields, given_on, until_on, withdrawn_at, onward from permissions "
                                    "where person = :p1 and organisation = :p2",
                                    {kText, kText},
                                    {kText, kText, kText, kText, kNumber, kNumber}};
statement const kReferralToActor{"find the newest referral to an organisation",
                                 "select state, sent_at from referrals where person = :p1 and to_organisation = :p2 "
                                 "order by sent_at desc, id desc limit 1",
                                 {kText, kText},
                                 {kText, kNumber}};
statement const kEmergencyOfActor{"find the newest emergency of an actor",
                                  "select opened_at from emergencies where person = :p1 and opened_by = :p2 "
                                  "order by opened_at desc limit 1",
                                  {kText, kText},
                                  {kNumber}};
statement const kCountEmergencies{"count emergencies of an actor",
                                  "select count(*) from emergencies where opened_by = :p1 and opened_at >= :p2",
                                  {kText, kNumber},
                                  {kNumber}};

statement const kUnreviewedEmergencies = selected<emergency_record>(
    "list emergencies that nobody reviewed", "reviewed_at is null order by review_by, id limit :p1", {kNumber});

statement const kNewestPortrait{"find the newest portrait",
                                "select coalesce(max(number), 0) from portraits where person = :p1",
                                {kText},
                                {kNumber}};
statement const kNewestPlan{
    "find the newest plan", "select coalesce(max(number), 0) from plans where person = :p1", {kText}, {kNumber}};
statement const kPortraitOfDay = selected<portrait_record>(
    "find a portrait of a day", "person = :p1 and made_at <= :p2 order by number desc limit 1", {kText, kNumber});
statement const kPlanOfDay = selected<plan_record>(
    "find a plan of a day", "person = :p1 and made_at <= :p2 order by number desc limit 1", {kText, kNumber});

statement const kPapersToRenew = selected<paper_record>(
    "list papers to renew", "remind_on <= :p1 and id > :p2 order by id limit :p3", {kText, kText, kNumber});
statement const kCaseworkerOf{
    "find the caseworker of a person", "select caseworker from persons where id = :p1", {kText}, {kText}};
statement const kTasksDue = selected<task_record>("list tasks that are due",
                                                  "state = 'open' and due_on <= :p1 and id > :p2 order by id limit :p3",
                                                  {kText, kText, kNumber});

statement const kSilentReferrals = selected<referral_record>(
    "list referrals that nobody answered", "state = 'pending' and sent_at <= :p1 and id > :p2 order by id limit :p3",
    {kNumber, kText, kNumber});

statement const kCasesClosedSince{"list cases that were closed since a day",
                                  "select id, closed_on from persons where closed_on is not null and closed_on >= :p1 "
                                  "and closed_on <= :p2 and id > :p3 order by id limit :p4",
                                  {kText, kText, kText, kNumber},
                                  {kText, kText}};
statement const kReferralsDoneSince = selected<referral_record>(
    "list referrals that were done since a day",
    "state = 'done' and answered_at >= :p1 and to_organisation in (select id from organisations where kind in "
    "('employer', 'provider')) and id > :p2 order by id limit :p3",
    {kNumber, kText, kNumber});

caseload_statements const& caseload_of_worker() {
  static auto const made = make_caseload(true);
  return made;
}
caseload_statements const& caseload_of_organisation() {
  static auto const made = make_caseload(false);
  return made;
}
statement const kOwnTasksDue = selected<task_record>(
    "list own tasks that are due",
    "state = 'open' and due_on <= :p1 and " + work_of_actor("tasks", "assignee", 2) + " order by due_on, id limit :p6",
    {kText, kText, kText, kText, kText, kNumber});
statement const kOwnAppointments =
    selected<appointment_record>("list own appointments",
                                 "state in ('planned', 'confirmed') and starts_at >= :p1 and starts_at < :p2 and " +
                                     work_of_actor("appointments", "staff", 3) + " order by starts_at, id limit :p7",
                                 {kNumber, kNumber, kText, kText, kText, kText, kNumber});
statement const kOwnReferralsToLookAt = selected<referral_record>(
    "list referrals of own cases to look at",
    "from_organisation = :p1 and person in (select p.id from " + persons_of_actor(2) +
        ") and (state = 'pending' or (state in ('rejected', 'done') and answered_at >= :p7)) order by sent_at, id "
        "limit :p8",
    {kText, kText, kText, kText, kText, kText, kNumber, kNumber});
// A mentor's or buddy's message is no answer of the office.
statement const kOwnUnanswered{
    "list own cases with a message that nobody answered",
    "select m.person, min(m.sent_at), count(*) from messages m where m.person in (select p.id from " +
        persons_of_actor(1) +
        ") and m.reader <> m.person and m.writer not in (select companion from "
        "companions where person = m.person and kind <> 'guardian') and not exists (select 1 from messages a where "
        "a.person = m.person and a.reader = m.person and a.sent_at > m.sent_at and a.writer not in (select companion "
        "from "
        "companions where person = m.person)) group by m.person order by min(m.sent_at), m.person limit :p6",
    {kText, kText, kText, kText, kText, kNumber},
    {kText, kNumber, kNumber}};
statement const kReferralsTo{"list referrals to an organisation",
                             "select id, person, state, sent_at from referrals where to_organisation = :p1 and "
                             "state in ('pending', 'accepted') and id > :p2 order by id limit :p3",
                             {kText, kText, kNumber},
                             {kText, kText, kText, kNumber}};

statement const kForgetEntries{
    "forget entries of a person in other files", "update relatives set entry = null where entry = :p1", {kText}, {}};
// Rows that name a row of the person, although they stand in another file: nobody should write them, but none may be in
// the way of an erasure.
statement const kForgetEvidence{"forget evidence for a person's skills",
                                "delete from skill_evidence where skill in (select id from skills where person = :p1)",
                                {kText},
                                {}};
statement const kForgetAnswers{"forget answers to a person's plans",
                               "delete from plan_answers where plan in (select id from plans where person = :p1)",
                               {kText},
                               {}};
statement const kForgetObjections{
    "forget objections to a person's decisions",
    "delete from objections where decision in (select id from decisions where person = :p1)",
    {kText},
    {}};
statement const kForgetCare{"forget the care of a person's children",
                            "delete from care_needs where child in (select id from children where carer = :p1)",
                            {kText},
                            {}};
statement const kForgetPortraits{
    "forget a person's portraits in plans",
    "update plans set portrait = null where portrait in (select id from portraits where person = :p1)",
    {kText},
    {}};
statement const kForgetPermissions{
    "forget a person's permissions in referrals",
    "update referrals set permission = null where permission in (select id from permissions where person = :p1)",
    {kText},
    {}};
statement const kForgetDuplicates{
    "forget duplicates of a person", "delete from possible_duplicates where other = :p1", {kText}, {}};
statement const kForgetCompanion{
    "forget whom a person accompanied", "delete from companions where companion = :p1", {kText}, {}};
statement const kLivesAnybodyThere{"find who is in a household",
                                   "select 1 where exists (select 1 from persons where household = :p1) or exists "
                                   "(select 1 from children where household = :p2)",
                                   {kText, kText},
                                   {kNumber}};
statement const kForgetHousehold{"forget a household", "delete from households where id = :p1", {kText}, {}};
statement const kRecipientsOf{"list who received something of a person",
                              "select to_organisation from referrals where person = :p1 union select organisation from "
                              "permissions where person = :p2 order by 1",
                              {kText, kText},
                              {kText}};
statement const kProofsOf{"list what funds keep of a participant",
                          "select fund, until_on from fund_proofs where participant = :p1 order by until_on, fund, id",
                          {kText},
                          {kText, kText}};
statement const kProofsUntil{"list proofs that are over",
                             "select id from fund_proofs where until_on < :p1 order by until_on, id limit :p2",
                             {kText, kNumber},
                             {kText}};
statement const kFindProof{"find a proof", "select id from fund_proofs where id = :p1", {kText}, {kText}};
statement const kForgetProof{"forget a proof", "delete from fund_proofs where id = :p1", {kText}, {}};
statement const kClosedBefore{"list cases that were closed before a day",
                              "select id from persons where state = 'closed' and closed_on < :p1 and id > :p2 and not "
                              "exists (select 1 from decisions where person = persons.id and at >= :p3) order by id "
                              "limit :p4",
                              {kText, kText, kNumber, kNumber},
                              {kText}};
statement const kListFiles{"list files of everybody",
                           "select id, person from files where id > :p1 order by id limit :p2",
                           {kText, kNumber},
                           {kText, kText}};
statement const kFilesOf{
    "list files of a person", "select id from files where person = :p1 order by id", {kText}, {kText}};
statement const kBeginErasure{"begin an erasure",
                              "insert into erasures_begun (subject, begun_at) values (:p1, :p2) on conflict do nothing",
                              {kText, kNumber},
                              {}};
statement const kErasuresBegun{
    "list erasures that were begun", "select subject from erasures_begun order by begun_at, subject", {}, {kText}};
statement const kEndErasure{"end an erasure", "delete from erasures_begun where subject = :p1", {kText}, {}};

statement const kPagesToTry{"list files to try",
                            "select p.id, s.id, s.organisation, s.role from persons p join staff s on s.id = "
                            "p.caseworker and s.organisation = p.organisation where s.active = 1 and s.role in "
                            "('caseworker', 'lead') and (s.until_on is null or s.until_on > :p1) order by p.id "
                            "limit :p2",
                            {kText, kNumber},
                            {kText, kText, kText, kText}};

std::vector<statement const*> all_statements(engine_kind const engine) {
  auto list = std::vector<statement const*>{&kTakeKey,
                                            &kFindKey,
                                            &kAnswerKey,
                                            &kForgetKeys,
                                            &kListAudit,
                                            &kListAuditOf,
                                            &kWriteLink,
                                            &kEndOfChain,
                                            &kListLinks,
                                            &kFirstLeftOut,
                                            &kCountWaiting,
                                            &kCountAudit,
                                            &kListHeads,
                                            &kWriteHead,
                                            &write_audit(engine),
                                            &list_unlinked(engine),
                                            &kForgetOutbox,
                                            &kAddJob,
                                            &kProlongJob,
                                            &kEndJob,
                                            &kFindJob,
                                            &kNewestPortrait,
                                            &kNewestPlan,
                                            &kPortraitOfDay,
                                            &kPlanOfDay,
                                            &kPapersToRenew,
                                            &kTasksDue,
                                            &kCaseworkerOf,
                                            &kSilentReferrals,
                                            &kCasesClosedSince,
                                            &kReferralsDoneSince,
                                            &kOwnTasksDue,
                                            &kOwnAppointments,
                                            &kOwnReferralsToLookAt,
                                            &kOwnUnanswered,
                                            &kReferralsTo,
                                            &kListRoles,
                                            &kFindRole,
                                            &kEndStaff,
                                            &kStaffOfActor,
                                            &kRelationsOfPerson,
                                            &kLivesThere,
                                            &kCompanionsOfActor,
                                            &kAppointmentsOfActor,
                                            &kPermissionsOfActor,
                                            &kReferralToActor,
                                            &kEmergencyOfActor,
                                            &kCountEmergencies,
                                            &kForgetEntries,
                                            &kForgetEvidence,
                                            &kForgetAnswers,
                                            &kForgetObjections,
                                            &kForgetCare,
                                            &kForgetPortraits,
                                            &kForgetPermissions,
                                            &kForgetDuplicates,
                                            &kForgetCompanion,
                                            &kLivesAnybodyThere,
                                            &kForgetHousehold,
                                            &kRecipientsOf,
                                            &kUnreviewedEmergencies,
                                            &kProofsOf,
                                            &kProofsUntil,
                                            &kFindProof,
                                            &kForgetProof,
                                            &kClosedBefore,
                                            &kListFiles,
                                            &kFilesOf,
                                            &kBeginErasure,
                                            &kErasuresBegun,
                                            &kEndErasure,
                                            &kPagesToTry,
                                            &write_outbox(engine),
                                            &list_outbox(engine),
                                            &find_end_of_outbox(engine),
                                            &take_job(engine)};
  list.insert(list.end(), signin_statements().begin(), signin_statements().end());
  for (auto const* const c : {&caseload_of_worker(), &caseload_of_organisation()}) {
    list.insert(list.end(), {&c->cases, &c->tasks, &c->referrals, &c->papers, &c->appointments});
  }
  for_each_record([&]<typename Record>(record_type<Record>) {
    auto const& own = row_statements_of<Record>();
    list.insert(list.end(), {&own.insert, &own.find, &own.remove, &own.list});
    if (!table_of<Record>::kFixed) {
      list.push_back(&own.update);
    }
    if (!own.remove_all.sql.empty()) {
      list.push_back(&own.remove_all);
    }
    for (auto const& s : own.list_by) {
      list.push_back(&s);
    }
  });
  return list;
}

}  // namespace foothold
