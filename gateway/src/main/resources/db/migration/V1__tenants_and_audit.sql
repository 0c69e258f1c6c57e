-- A tenant as a whole. Published when announced_revision has caught up with revision.
create table tenant (
    tenant              text        primary key,
    name                text        not null,
    time_zone           text        not null,
    region              text        not null,
    events_per_second   bigint      not null,
    event_bytes         integer     not null,
    batch_bytes         integer     not null,
    batch_events        integer     not null,
    status              text        not null,
    time_zone_fixed     boolean     not null default false,
    revision            bigint      not null,
    announced_revision  bigint      not null default 0,
    created_at          timestamptz not null
);
create index tenant_to_announce on tenant (tenant) where announced_revision < revision;

-- The end of each tenant's chain: locked while links are appended.
create table audit_head (
    tenant text   primary key,
    length bigint not null,
    hash   text   not null
);

create table audit_link (
    tenant    text        not null,
    number    bigint      not null,
    record_id text        not null,
    at        timestamptz not null,
    actor     text        not null,
    action    text        not null,
    target    text        not null,
    outcome   text        not null,
    trace_id  text        not null,
    service   text        not null,
    hash      text        not null,
    primary key (tenant, number),
    unique (tenant, record_id)
);

-- Records of a topic that could not be read, their first bytes in hex; kept for a look, never retried by itself.
create table dead_letter (
    topic      text        not null,
    partition  integer     not null,
    position   bigint      not null,
    reason     text        not null,
    value      text        not null,
    seen_at    timestamptz not null default now(),
    primary key (topic, partition, position)
);

-- Answers to calls with an Idempotency-Key, for 24 hours.
create table kept_answer (
    tenant       text        not null,
    answer_key   text        not null,
    request_hash text        not null,
    status       integer     not null,
    body         text        not null,
    kept_at      timestamptz not null,
    primary key (tenant, answer_key)
);
create index kept_answer_age on kept_answer (kept_at);
