-- Times named *_at are milliseconds of suite time, except those of job, which are real time.

-- Bits of evidence where a score stood behind the edge; null where an event did.
alter table edge
    add column weight double precision;

-- The latest value of each trait by which people can be recognised, on the identifier that brought it. It goes wherever
-- that identifier goes, and with it.
create table linkable_trait (
    tenant  text   not null,
    node_id bigint not null,
    name    text   not null,
    value   text   not null,
    at      bigint not null,
    primary key (tenant, node_id, name),
    foreign key (tenant, node_id) references node (tenant, id) on delete cascade
);

-- Holds no value of anybody: the waterfall names fields, levels and bits.
create table suggestion (
    tenant        text             not null,
    id            uuid             not null,
    left_profile  uuid             not null,
    right_profile uuid             not null,
    bits          double precision not null,
    waterfall     text             not null,
    job_id        text             not null,
    suggested_at  bigint           not null,
    state         text             not null,
    decided_at    bigint,
    decided_by    text,
    primary key (tenant, id),
    foreign key (tenant, left_profile) references profile (tenant, id) on delete cascade,
    foreign key (tenant, right_profile) references profile (tenant, id) on delete cascade
);
create index suggestion_by_score on suggestion (tenant, state, bits desc, id desc);
create unique index suggestion_open on suggestion (tenant, left_profile, right_profile) where state = 'open';
create index suggestion_left on suggestion (tenant, left_profile);
create index suggestion_right on suggestion (tenant, right_profile);

create table job (
    tenant       text    not null,
    id           text    not null,
    kind         text    not null,
    state        text    not null,
    phase        text    not null,
    done         bigint  not null,
    total        bigint  not null,
    error        text    not null,
    -- What the job needs to begin, and what came of it; JSON, without a value of anybody.
    request      text    not null,
    result       text    not null,
    attempts     integer not null,
    leased_by    text    not null,
    leased_until bigint  not null,
    queued_at    bigint  not null,
    finished_at  bigint,
    primary key (tenant, id)
);
create unique index job_unfinished on job (tenant, kind) where finished_at is null;
create index job_waiting on job (queued_at) where finished_at is null;
create index job_finished on job (finished_at) where finished_at is not null;
