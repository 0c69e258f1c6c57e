-- What a refused call has in common with its repetitions: a keyed digest of its source, message id and content. None when it
-- cannot be told from another call, and for rows of files, whose ids come out the same anyway.
alter table bad_row add column name bytea;
create unique index bad_row_name on bad_row (tenant, name) where name is not null;
-- A repetition of an erased row stays away too.
alter table bad_row_erased add column name bytea;
create index bad_row_erased_name on bad_row_erased (tenant, name) where name is not null;
