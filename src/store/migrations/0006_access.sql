-- What a decision on access needs to know, read in the transaction of the act.

-- May who receives the person refer on?
alter table permissions add column onward int64 not null default 0

-- Who acts for a person or stands by it: guardian, mentor, buddy. `companion` is their id, of a person or of staff.
create table companions (
  id text primary key,
  version int64 not null,
  person text not null references persons (id),
  companion text not null,
  kind text not null check (kind in ('guardian', 'mentor', 'buddy')),
  until_on text,
  ended_at int64
) strict

create index companions_by_person on companions (person, companion)

-- A file that was opened without being one's own, in an emergency.
create table emergencies (
  id text primary key,
  version int64 not null,
  person text not null references persons (id),
  opened_by text not null,
  opened_at int64 not null,
  reason_code text not null,
  reason_sealed text not null,
  review_by text not null,
  reviewed_by text,
  reviewed_at int64
) strict

create index emergencies_by_person on emergencies (person, id)

create index emergencies_by_who on emergencies (opened_by, opened_at)

create index referrals_by_receiver on referrals (person, to_organisation, sent_at)
