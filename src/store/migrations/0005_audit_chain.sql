-- The audit as a chain: each link is a hash of the link before and of the whole entry, so that an entry that was
-- changed, taken out or put in is found. `transaction_number` orders entries where several nodes write (0 on SQLite).

alter table audit add column transaction_number int64 not null default 0

-- On what the act rested, and which categories of fields it touched.
alter table audit add column basis text not null default ''

alter table audit add column fields text not null default ''

create index audit_in_order on audit (transaction_number, number)

create table audit_chain (
  position int64 primary key,
  transaction_number int64 not null,
  number int64 not null unique,
  hash text not null
) strict

-- What was signed, one line each (docs/formats/audit_head.md).
create table audit_heads (
  position int64 primary key,
  head text not null
) strict

-- only sqlite
create trigger audit_chain_is_not_changed before update on audit_chain
begin select raise(abort, 'links of the audit stay as they are'); end

-- only sqlite
create trigger audit_chain_is_not_deleted before delete on audit_chain
begin select raise(abort, 'links of the audit stay as they are'); end

-- only sqlite
create trigger audit_heads_are_not_changed before update on audit_heads
begin select raise(abort, 'signed heads stay as they are'); end

-- only sqlite
create trigger audit_heads_are_not_deleted before delete on audit_heads
begin select raise(abort, 'signed heads stay as they are'); end

-- only postgresql
create trigger audit_chain_is_not_changed before update or delete on audit_chain for each row execute function refuse_change()

-- only postgresql
create trigger audit_heads_are_not_changed before update or delete on audit_heads for each row execute function refuse_change()
