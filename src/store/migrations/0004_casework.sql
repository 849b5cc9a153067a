-- The people and organisations around a case, and what happens in it.

create table employers (
  id text primary key,
  version int64 not null,
  organisation text not null unique references organisations (id),
  sector text not null,
  size text not null,
  vetted_on text,
  vetted_by text references staff (id),
  contact_sealed text
) strict

create table mentors (
  id text primary key,
  version int64 not null,
  organisation text not null references organisations (id),
  name_sealed text not null,
  contact_sealed text,
  languages text not null,
  sectors text not null,
  area text not null,
  available text not null,
  places int64 not null,
  checked_on text,
  trained_on text
) strict

create index mentors_by_organisation on mentors (organisation, id)

create table mediators (
  id text primary key,
  version int64 not null,
  organisation text not null references organisations (id),
  name_sealed text not null,
  contact_sealed text,
  languages text not null,
  gender_sealed text,
  area text not null,
  available text not null,
  sworn int64 not null
) strict

create index mediators_by_organisation on mediators (organisation, id)

-- To share: which fields, with whom, for what, until when. Not a legal basis.
create table permissions (
  id text primary key,
  version int64 not null,
  person text not null references persons (id),
  organisation text not null references organisations (id),
  purpose text not null,
  fields text not null,
  given_on text not null,
  until_on text not null,
  withdrawn_at int64,
  text_version text not null,
  language text not null,
  explained_by text not null
) strict

create index permissions_by_person on permissions (person, id)

create index permissions_by_organisation on permissions (organisation, id)

create table referrals (
  id text primary key,
  version int64 not null,
  person text not null references persons (id),
  from_organisation text not null references organisations (id),
  to_organisation text not null references organisations (id),
  permission text references permissions (id),
  offer text not null,
  state text not null check (state in ('pending', 'accepted', 'rejected', 'done', 'revoked', 'void')),
  sent_at int64 not null,
  answer_by text not null,
  answered_at int64,
  reason_sealed text,
  outcome_sealed text
) strict

create index referrals_by_person on referrals (person, id)

create index referrals_by_to_organisation on referrals (to_organisation, id)

create index referrals_by_deadline on referrals (state, answer_by)

create table appointments (
  id text primary key,
  version int64 not null,
  person text not null references persons (id),
  staff text references staff (id),
  mediator text references mediators (id),
  starts_at int64 not null,
  minutes int64 not null,
  channel text not null,
  place_sealed text,
  subject_sealed text,
  state text not null check (state in ('planned', 'confirmed', 'kept', 'missed', 'cancelled'))
) strict

create index appointments_by_person on appointments (person, id)

create index appointments_by_staff on appointments (staff, id)

-- origin names what made the task, once: a paper and its day, a referral without an answer.
create table tasks (
  id text primary key,
  version int64 not null,
  person text references persons (id),
  assignee text references staff (id),
  kind text not null,
  origin text unique,
  due_on text not null,
  state text not null check (state in ('open', 'done', 'dropped')),
  words_sealed text
) strict

create index tasks_by_person on tasks (person, id)

create index tasks_by_assignee on tasks (assignee, id)

create index tasks_by_day on tasks (state, due_on)

create table messages (
  id text primary key,
  version int64 not null,
  person text not null references persons (id),
  writer text not null,
  reader text not null,
  channel text not null,
  sent_at int64 not null,
  read_at int64,
  words_sealed text not null
) strict

create index messages_by_person on messages (person, id)

create table notes (
  id text primary key,
  version int64 not null,
  person text not null references persons (id),
  writer text not null,
  kind text not null,
  written_at int64 not null,
  words_sealed text not null
) strict

create index notes_by_person on notes (person, id)

create table follow_ups (
  id text primary key,
  version int64 not null,
  person text not null references persons (id),
  kind text not null,
  target text not null,
  due_on text not null,
  done_on text,
  outcome text not null,
  words_sealed text
) strict

create index follow_ups_by_person on follow_ups (person, id)

create index follow_ups_by_day on follow_ups (due_on, id)
