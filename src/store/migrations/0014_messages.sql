-- What people and the office write to each other and ask each other.

-- A ready sentence by its key (data/phrases), which each reader sees in their own language; the words are as they were
-- sent, and language says in which.
alter table messages add column phrase_sealed text

alter table messages add column language text

-- What made it, as in tasks: one follow-up for each.
alter table follow_ups add column origin text

create unique index follow_ups_by_origin on follow_ups (origin)

-- Did a service help? Asked once, answered by the person or left; about names an appointment or a referral.
create table help_answers (
  id text primary key,
  version int64 not null,
  person text not null references persons (id),
  about text not null,
  answer text not null check (answer in ('yes', 'a_little', 'no', 'left')),
  answered_at int64 not null,
  words_sealed text
) strict

create index help_answers_by_person on help_answers (person, id)

create unique index help_answers_by_service on help_answers (person, about)
