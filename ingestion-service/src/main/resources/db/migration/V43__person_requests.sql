-- Bad rows that were deleted for their person: the topic must not bring them back. Ids are random, so they name nobody.
create table bad_row_erased (
    tenant text not null,
    id text not null,
    -- Real time, for the retention.
    erased_at timestamptz not null default now(),
    primary key (tenant, id)
);
create index bad_row_erased_at on bad_row_erased (erased_at);

-- Subjects that privacy requests keep out of the door, by keyed digest. Those let in again stay for the other instances to see.
create table kept_out (
    tenant text not null,
    digest bytea not null,
    is_out boolean not null,
    changed_at timestamptz not null default now(),
    primary key (tenant, digest)
);
create index kept_out_changed on kept_out (changed_at);

-- What a privacy request asks of a file that waits on the disk of one of the instances.
create table file_search (
    tenant text not null,
    request_id text not null,
    stage text not null,
    attempt integer not null,
    job_id text not null references job on delete cascade,
    -- The request as JSON, sealed for it: it holds the person's values.
    request bytea not null,
    -- Null while nobody has done it.
    found bigint,
    asked_at timestamptz not null default now(),
    primary key (tenant, request_id, stage, attempt, job_id)
);
create index file_search_open on file_search (asked_at) where found is null;

-- Lines of such a file that are about the person, sealed, until they are sent.
create table file_finding (
    tenant text not null,
    request_id text not null,
    stage text not null,
    attempt integer not null,
    job_id text not null,
    number integer not null,
    records bytea not null,
    primary key (tenant, request_id, stage, attempt, job_id, number),
    foreign key (tenant, request_id, stage, attempt, job_id) references file_search on delete cascade
);
create index file_search_of_job on file_search (job_id);
