-- What a person says against a decision, and what a second human answers (Art. 22(3) GDPR).

create table objections (
  id text primary key,
  version int64 not null,
  person text not null references persons (id),
  decision text not null references decisions (id),
  at int64 not null,
  writer text not null,
  words_sealed text not null,
  state text not null check (state in ('open', 'upheld', 'changed')),
  answered_by text references staff (id),
  answered_at int64,
  reason_sealed text,
  check (state = 'open' or (answered_by is not null and answered_at is not null and reason_sealed is not null))
) strict

create index objections_by_person on objections (person, id)

create index objections_by_decision on objections (decision, id)

-- Nobody answers for their own decision.
-- only sqlite
create trigger objections_need_a_second_human before insert on objections
when new.answered_by is not null and exists (select 1 from decisions where id = new.decision and decided_by = new.answered_by)
begin select raise(abort, 'who decided does not answer the objection'); end

-- only sqlite
create trigger objections_are_answered_by_another before update on objections
when new.answered_by is not null and exists (select 1 from decisions where id = new.decision and decided_by = new.answered_by)
begin select raise(abort, 'who decided does not answer the objection'); end

-- What was said and what was answered stays.
-- only sqlite
create trigger objections_stay_as_they_are before update on objections
when old.state <> 'open' or new.person <> old.person or new.decision <> old.decision or new.at <> old.at or new.writer <> old.writer
begin select raise(abort, 'an objection stays as it was made, and its answer as it was given'); end

-- only postgresql
create function refuse_own_answer() returns trigger language plpgsql as
$$ begin
if new.answered_by is not null and exists (select 1 from decisions where id = new.decision and decided_by = new.answered_by) then
raise exception 'who decided does not answer the objection' using errcode = '23001'; end if;
if tg_op = 'UPDATE' then
if old.state <> 'open' or new.person <> old.person or new.decision <> old.decision or new.at <> old.at or new.writer <> old.writer then
raise exception 'an objection stays as it was made, and its answer as it was given' using errcode = '23001'; end if; end if;
return new; end $$

-- only postgresql
create trigger objections_need_a_second_human before insert or update on objections for each row execute function refuse_own_answer()
