-- What was true on a day stays to be read: portraits, plans and decisions are versions that nobody changes.

create table portraits (
  id text primary key,
  version int64 not null,
  person text not null references persons (id),
  number int64 not null,
  made_at int64 not null,
  made_by text not null,
  engine text not null,
  content_hash text not null,
  content_sealed text not null,
  unique (person, number)
) strict

create table plans (
  id text primary key,
  version int64 not null,
  person text not null references persons (id),
  number int64 not null,
  made_at int64 not null,
  made_by text not null,
  engine text not null,
  territory_hash text not null,
  rules_hash text not null,
  policy_hash text not null,
  portrait text references portraits (id),
  content_hash text not null,
  content_sealed text not null,
  unique (person, number)
) strict

-- A plan needs the person's yes, and each yes or no is a row of its own.
create table plan_answers (
  id text primary key,
  version int64 not null,
  person text not null references persons (id),
  plan text not null references plans (id),
  answered_at int64 not null,
  answer text not null check (answer in ('yes', 'no', 'later')),
  words_sealed text
) strict

create index plan_answers_by_plan on plan_answers (plan, id)

-- What an automated function found for a person and what a human made of it, with all that a replay needs.
create table decisions (
  id text primary key,
  version int64 not null,
  person text not null references persons (id),
  at int64 not null,
  function text not null,
  engine text not null,
  inputs_hash text not null,
  snapshot_hash text not null,
  result_hash text not null,
  trace_sealed text not null,
  outcome text not null,
  decided_by text references staff (id),
  reason_sealed text
) strict

create index decisions_by_person on decisions (person, id)

-- No negative outcome without a named human and a reason.
-- only sqlite
create trigger decisions_need_a_human before insert on decisions
when new.outcome = 'negative' and (new.decided_by is null or new.reason_sealed is null)
begin select raise(abort, 'a negative outcome needs a human and a reason'); end

-- only postgresql
alter table decisions add constraint decisions_need_a_human
check (outcome <> 'negative' or (decided_by is not null and reason_sealed is not null))

-- only sqlite
create trigger portraits_are_not_changed before update on portraits
begin select raise(abort, 'portraits stay as they are'); end

-- only sqlite
create trigger plans_are_not_changed before update on plans
begin select raise(abort, 'plans stay as they are'); end

-- only sqlite
create trigger plan_answers_are_not_changed before update on plan_answers
begin select raise(abort, 'answers stay as they are'); end

-- only sqlite
create trigger decisions_are_not_changed before update on decisions
begin select raise(abort, 'decisions stay as they are'); end

-- only postgresql
create trigger portraits_are_not_changed before update on portraits for each row execute function refuse_change()

-- only postgresql
create trigger plans_are_not_changed before update on plans for each row execute function refuse_change()

-- only postgresql
create trigger plan_answers_are_not_changed before update on plan_answers for each row execute function refuse_change()

-- only postgresql
create trigger decisions_are_not_changed before update on decisions for each row execute function refuse_change()
