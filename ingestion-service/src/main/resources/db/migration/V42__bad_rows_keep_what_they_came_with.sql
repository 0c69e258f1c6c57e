-- What a batch said once for all of its calls, as one JSON object; null where there is none.
alter table bad_row
    add column envelope bytea,
    add column retried boolean not null default false;
