-- Ways in: paper cards of newcomers, accounts of staff, and the sessions that both begin. Secrets are here as hashes
-- only, most of them under a key that is no part of the database (src/vault/credentials.h).

create table cards (
  id text primary key,
  person text not null references persons (id),
  secret_hash text not null unique,
  pin_hash text not null,
  language text not null,
  made_at int64 not null,
  made_by text not null,
  wrong int64 not null,
  paused_until int64 not null,
  locked int64 not null check (locked in (0, 1)),
  revoked_at int64
) strict

create index cards_by_person on cards (person, id)

create table accounts (
  staff text primary key references staff (id),
  name_hash text not null unique,
  password_hash text not null,
  code_key_sealed text not null,
  last_step int64 not null,
  wrong int64 not null,
  paused_until int64 not null,
  made_at int64 not null
) strict

create table recovery_codes (
  staff text not null references staff (id),
  code_hash text not null,
  primary key (staff, code_hash)
) strict

create table invitations (
  secret_hash text primary key,
  staff text not null references staff (id),
  until int64 not null
) strict

create index invitations_by_staff on invitations (staff)

-- token_hash is of the cookie; the holder is a person or a member of staff. proved_at: when PIN or second factor were last given.
create table sessions (
  id text primary key,
  token_hash text not null unique,
  holder text not null,
  role text not null,
  organisation text not null,
  card text references cards (id),
  shared int64 not null check (shared in (0, 1)),
  device text not null,
  began_at int64 not null,
  used_at int64 not null,
  proved_at int64 not null,
  ends_at int64 not null,
  locked int64 not null check (locked in (0, 1))
) strict

create index sessions_by_holder on sessions (holder, id)

create index sessions_by_end on sessions (ends_at)
