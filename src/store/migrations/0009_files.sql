-- Uploaded files of a case. The bytes lie in the folder `files` of the installation, sealed under the person's key, each
-- under the id of its row.

create table files (
  id text primary key,
  version int64 not null,
  person text not null references persons (id),
  kind text not null,
  media text not null,
  bytes int64 not null,
  width int64 not null,
  height int64 not null,
  pages int64 not null,
  name_sealed text,
  content_hash_sealed text not null,
  certificate text references certificates (id),
  paper text references papers (id),
  education text references educations (id),
  added_by text not null,
  added_at int64 not null
) strict

create index files_by_person on files (person, id)

create index files_by_certificate on files (certificate)

create index files_by_paper on files (paper)

create index files_by_education on files (education)
