-- What every change leaves behind, in the transaction of the change itself.

create table idempotency_keys (
  actor text not null,
  key text not null,
  request text not null,
  answer text not null,
  made_at int64 not null,
  primary key (actor, key)
) strict

create index idempotency_keys_by_age on idempotency_keys (made_at)

-- Who did or saw what of whom. Pseudonyms only.
create table audit (
  number serial64,
  at int64 not null,
  actor text not null,
  act text not null,
  subject text not null,
  purpose text not null,
  request text not null
) strict

create index audit_by_subject on audit (subject, number)

-- only sqlite
create trigger audit_is_not_changed before update on audit
begin select raise(abort, 'entries of the audit stay as they are'); end

-- only sqlite
create trigger audit_is_not_deleted before delete on audit
begin select raise(abort, 'entries of the audit stay as they are'); end

-- only postgresql
create function refuse_change() returns trigger language plpgsql as
$$ begin raise exception 'rows of % stay as they are', tg_table_name using errcode = '23001'; end $$

-- only postgresql
create trigger audit_is_not_changed before update or delete on audit for each row execute function refuse_change()

-- What other parts of the program have to learn. `transaction` orders entries where several nodes write (0 on SQLite).
create table outbox (
  number serial64,
  transaction_number int64 not null,
  at int64 not null,
  topic text not null,
  subject text not null,
  body text not null
) strict

create index outbox_in_order on outbox (transaction_number, number)

create table jobs (
  id text primary key,
  kind text not null,
  payload text not null,
  state text not null check (state in ('open', 'done', 'failed')),
  run_at int64 not null,
  attempts int64 not null,
  leased_until int64 not null,
  owner text not null
) strict

create index jobs_by_turn on jobs (state, kind, run_at)
