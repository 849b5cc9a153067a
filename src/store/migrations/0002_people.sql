-- People with their profile, and the organisations that answer for them. Columns named *_sealed hold ciphertext
-- (src/vault/field_cipher.h); everything else says nothing about who somebody is.

create table organisations (
  id text primary key,
  version int64 not null,
  name text not null,
  kind text not null,
  area text not null,
  website text not null,
  verified_on text
) strict

create table staff (
  id text primary key,
  version int64 not null,
  organisation text not null references organisations (id),
  name_sealed text not null,
  email_sealed text,
  role text not null,
  active int64 not null,
  until_on text
) strict

create index staff_by_organisation on staff (organisation, id)

create table households (
  id text primary key,
  version int64 not null,
  area text not null,
  address_sealed text
) strict

create table persons (
  id text primary key,
  version int64 not null,
  household text references households (id),
  organisation text not null references organisations (id),
  caseworker text references staff (id),
  local_number text not null unique,
  name_sealed text not null,
  name_transliterated_sealed text,
  birth_sealed text,
  birth_year_estimated_sealed text,
  gender_sealed text,
  state text not null check (state in ('open', 'paused', 'closed')),
  registered_on text not null,
  closed_because text not null
) strict

create index persons_by_organisation on persons (organisation, id)

create index persons_by_caseworker on persons (caseworker, id)

create index persons_by_household on persons (household, id)

create table contacts (
  id text primary key,
  version int64 not null,
  person text not null references persons (id),
  channel text not null,
  address_sealed text not null,
  preferred int64 not null,
  safe_sealed text not null,
  hours_sealed text,
  note_sealed text
) strict

create index contacts_by_person on contacts (person, id)

create table communications (
  id text primary key,
  version int64 not null,
  person text not null unique references persons (id),
  language text not null,
  dialect text not null,
  pictures int64 not null,
  sound int64 not null,
  interpreter int64 not null,
  interpreter_wish_sealed text,
  device text not null,
  connection text not null
) strict

create table external_numbers (
  id text primary key,
  version int64 not null,
  person text not null references persons (id),
  source text not null,
  number_sealed text not null,
  unique (person, source)
) strict

create table possible_duplicates (
  id text primary key,
  version int64 not null,
  person text not null references persons (id),
  other text not null references persons (id),
  state text not null check (state in ('open', 'same', 'different')),
  looked_at_by text references staff (id),
  reason_sealed text,
  unique (person, other)
) strict

create table relatives (
  id text primary key,
  version int64 not null,
  person text not null references persons (id),
  entry text references persons (id),
  relation_sealed text not null,
  name_sealed text,
  birth_sealed text,
  education_sealed text,
  occupation_sealed text,
  languages_sealed text,
  care_need_sealed text
) strict

create index relatives_by_person on relatives (person, id)

create table origins (
  id text primary key,
  version int64 not null,
  person text not null unique references persons (id),
  birth_country_sealed text,
  nationality_sealed text,
  arrived_sealed text,
  registration_sealed text
) strict

create table status_periods (
  id text primary key,
  version int64 not null,
  person text not null references persons (id),
  status_sealed text not null,
  from_sealed text not null,
  until_sealed text,
  work_from_sealed text,
  limits_sealed text,
  pending_sealed text
) strict

create index status_periods_by_person on status_periods (person, id)

-- remind_on is in clear so that reminders need no key; it tells a day, not of which paper or until when it is valid.
create table papers (
  id text primary key,
  version int64 not null,
  person text not null references persons (id),
  kind_sealed text not null,
  number_sealed text,
  issuer_sealed text,
  state_sealed text not null,
  from_sealed text,
  until_sealed text,
  remind_on text
) strict

create index papers_by_person on papers (person, id)

create index papers_by_reminder on papers (remind_on, id)

create table children (
  id text primary key,
  version int64 not null,
  household text not null references households (id),
  carer text not null references persons (id),
  name_sealed text,
  birth_sealed text not null,
  relation_sealed text,
  health_need_sealed text
) strict

create index children_by_carer on children (carer, id)

create index children_by_household on children (household, id)

-- For each child the hours of a week in which it needs care, and those that are covered until a day.
create table care_needs (
  id text primary key,
  version int64 not null,
  child text not null references children (id),
  carer text not null references persons (id),
  needed text not null,
  covered text not null,
  covered_until text,
  provider text references organisations (id),
  reason_sealed text
) strict

create index care_needs_by_child on care_needs (child, id)

create index care_needs_by_carer on care_needs (carer, id)

create table mobilities (
  id text primary key,
  version int64 not null,
  person text not null unique references persons (id),
  area text not null,
  modes int64 not null,
  most_minutes int64 not null,
  available text not null,
  ready_on text,
  most_weekly_minutes int64 not null,
  nights int64,
  weekends int64,
  licence_sealed text,
  limits_sealed text
) strict

create table languages (
  id text primary key,
  version int64 not null,
  person text not null references persons (id),
  language text not null,
  skill text not null check (skill in ('listening', 'reading', 'speaking', 'writing')),
  level text not null,
  evidence text not null check (evidence in ('told', 'seen', 'tested', 'recognised')),
  tested_on text,
  certificate_sealed text,
  unique (person, language, skill)
) strict

create table scripts (
  id text primary key,
  version int64 not null,
  person text not null references persons (id),
  script text not null,
  reads text not null,
  writes text not null,
  unique (person, script)
) strict

create table educations (
  id text primary key,
  version int64 not null,
  person text not null references persons (id),
  level text not null,
  field text not null,
  country_sealed text,
  institution_sealed text,
  title_sealed text,
  from_sealed text,
  until_sealed text,
  finished int64 not null,
  document text not null check (document in ('none', 'original', 'copy', 'lost')),
  recognition text not null,
  recognised_level text not null
) strict

create index educations_by_person on educations (person, id)

create table experiences (
  id text primary key,
  version int64 not null,
  person text not null references persons (id),
  occupation text not null,
  kind text not null,
  months int64 not null,
  paid int64 not null,
  employer_sealed text,
  country_sealed text,
  from_sealed text,
  until_sealed text,
  words_sealed text
) strict

create index experiences_by_person on experiences (person, id)

create table skills (
  id text primary key,
  version int64 not null,
  person text not null references persons (id),
  skill text not null,
  level text not null,
  wanted int64 not null,
  disputed int64 not null,
  unique (person, skill)
) strict

create table skill_evidence (
  id text primary key,
  version int64 not null,
  person text not null references persons (id),
  skill text not null references skills (id),
  evidence text not null check (evidence in ('told', 'seen', 'tested', 'recognised')),
  source text not null,
  item text not null,
  seen_by text references staff (id),
  seen_on text not null,
  valid_until text,
  confidence int64 not null check (confidence between 0 and 1000),
  words_sealed text,
  place_sealed text
) strict

create index skill_evidence_by_skill on skill_evidence (skill, id)

create index skill_evidence_by_person on skill_evidence (person, id)

create table certificates (
  id text primary key,
  version int64 not null,
  person text not null references persons (id),
  fact text not null,
  name_sealed text not null,
  issuer_sealed text,
  issued_on text,
  valid_until text,
  regulated int64 not null
) strict

create index certificates_by_person on certificates (person, id)

create table wishes (
  id text primary key,
  version int64 not null,
  person text not null references persons (id),
  rank int64 not null,
  kind text not null,
  target text not null,
  refused int64 not null,
  least_cents_an_hour int64,
  weekly_minutes int64,
  relocation text not null,
  words_sealed text
) strict

create index wishes_by_person on wishes (person, id)

-- Kept apart from the profile and under keys of their own: health, convictions, conflict. Asked for a purpose only, and
-- gone with it.
create table barriers (
  id text primary key,
  version int64 not null,
  person text not null references persons (id),
  purpose text not null,
  kind_sealed text not null,
  words_sealed text not null,
  asked_by text not null references staff (id),
  until_on text not null
) strict

create index barriers_by_person on barriers (person, id)

create index barriers_by_end on barriers (until_on, id)
