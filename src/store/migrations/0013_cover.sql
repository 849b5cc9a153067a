-- Who works on a case while its caseworker is away, and on which days. Why somebody is away is written nowhere.

alter table persons add column cover text references staff (id)

alter table persons add column cover_from text

alter table persons add column cover_until text

create index persons_by_cover on persons (cover, id)
