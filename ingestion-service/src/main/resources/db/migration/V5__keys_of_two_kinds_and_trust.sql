alter table write_key rename to source_key;
alter index write_key_source rename to source_key_source;
-- 'write' for the collector, 'read' for live personalisation.
alter table source_key add column kind text not null default 'write';
alter table source_key alter column kind drop default;

alter table source add column trust integer not null default 0;
alter table source add column correct_skew boolean not null default true;

-- "Where is my event?" for an event that was refused.
create index bad_row_message on bad_row (tenant, message_id, id) where message_id <> '';
