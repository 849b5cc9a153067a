-- Each time that the rows of this database came out of a copy or out of another database. Numbers of transactions go on
-- after those that came with the rows, so that what is written later is later in the audit and in the outbox too,
-- whatever this server counts.

create table restorations (
  number int64 primary key,
  at int64 not null,
  copy_of int64 not null,
  transaction_base int64 not null
) strict
