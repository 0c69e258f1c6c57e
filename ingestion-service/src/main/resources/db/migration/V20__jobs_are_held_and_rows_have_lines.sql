-- A worker holds a job for a while; after a kill it is anybody's.
alter table job
    add column bytes_read bigint not null default 0,
    add column bytes_total bigint not null default 0,
    add column position text not null default '',
    -- JSON for people; emptied long before the job is deleted, because a preview holds personal data.
    add column report text not null default '',
    add column held_by text not null default '',
    add column held_until timestamptz,
    add column cancel_asked boolean not null default false;
create index job_of_tenant on job (tenant, kind, id);
create index job_ended on job (updated_at) where state in ('done', 'failed', 'cancelled');

-- Rows of an import: where they stood, and the call that its mapping made of them.
alter table bad_row
    add column job_id text not null default '',
    add column line bigint not null default 0,
    add column mapped bytea;
create index bad_row_job on bad_row (tenant, job_id, id) where job_id <> '';
