-- What goes when, and what a fund must be able to look at for longer than the office keeps a case.

alter table persons add column closed_on text

-- Who took part in a measure that a fund paid for, as far as the fund's auditors may ask: sealed under a key of its own,
-- so that it outlives the person's file and goes on its own day. `participant` is the id of a person who may be gone.
create table fund_proofs (
  id text primary key,
  version int64 not null,
  participant text not null,
  fund text not null,
  until_on text not null,
  content_sealed text not null
) strict

create index fund_proofs_by_participant on fund_proofs (participant, id)

create index fund_proofs_by_day on fund_proofs (until_on, id)

create index plan_answers_by_person on plan_answers (person, id)

-- Subjects whose rows are gone and whose keys are to be destroyed next.
create table erasures_begun (
  subject text primary key,
  begun_at int64 not null
) strict

-- A plan stays as it is, but the portrait that it was made of may be erased.
-- only sqlite
drop trigger plans_are_not_changed

-- only postgresql
drop trigger plans_are_not_changed on plans

-- only sqlite
create trigger plans_are_not_changed before update of id, version, person, number, made_at, made_by, engine,
territory_hash, rules_hash, policy_hash, content_hash, content_sealed on plans
begin select raise(abort, 'plans stay as they are'); end

-- only sqlite
create trigger plans_keep_their_portrait before update of portrait on plans when new.portrait is not null
begin select raise(abort, 'plans stay as they are'); end

-- only postgresql
create trigger plans_are_not_changed before update of id, version, person, number, made_at, made_by, engine,
territory_hash, rules_hash, policy_hash, content_hash, content_sealed on plans
for each row execute function refuse_change()

-- only postgresql
create trigger plans_keep_their_portrait before update of portrait on plans
for each row when (new.portrait is not null) execute function refuse_change()
