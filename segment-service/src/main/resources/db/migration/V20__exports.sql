-- Long work. revision rises with every saving, so that who lost a job cannot write into it any more.
create table job (
    tenant       text        not null,
    id           text        primary key,
    kind         text        not null,
    state        text        not null check (state in ('queued', 'running', 'done', 'failed', 'cancelled')),
    done         bigint      not null default 0,
    total        bigint      not null default 0,
    error        text        not null default '',
    -- What was asked for; never changes.
    request      text        not null,
    -- Where to go on; empty at the beginning.
    position     text        not null default '',
    -- JSON for people; empty when there is none.
    report       text        not null default '',
    revision     bigint      not null default 0,
    cancel_asked boolean     not null default false,
    held_by      text,
    held_until   timestamptz,
    taken_at     timestamptz,
    -- When it was asked for, or had to begin anew.
    created_at   timestamptz not null default now(),
    updated_at   timestamptz not null default now()
);
create index job_of_tenant on job (tenant, kind, id);
create index job_unfinished on job (tenant, kind, id) where state in ('queued', 'running');

-- An export's file: its parts in order, each packed for itself.
create table export_chunk (
    job_id   text    not null references job (id) on delete cascade,
    number   integer not null,
    packed   bytea   not null,
    primary key (job_id, number)
);
alter table export_chunk alter column packed set storage external;
