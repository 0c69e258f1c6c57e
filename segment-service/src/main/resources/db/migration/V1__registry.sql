-- A segment as it stands. revision rises with every change the engines must hear of; announced_revision follows.
create table segment (
    tenant             text        not null,
    key                text        not null,
    status             text        not null check (status in ('DRAFT', 'PUBLISHED', 'RETIRED')),
    latest_version     integer     not null,
    published_version  integer,
    published_at       timestamptz,
    revision           bigint      not null default 0,
    announced_revision bigint      not null default 0,
    primary key (tenant, key)
);
create index segment_unannounced on segment (tenant, key) where announced_revision < revision;

-- Versions are never updated.
create table segment_version (
    tenant      text        not null,
    key         text        not null,
    version     integer     not null,
    name        text        not null,
    owner       text        not null,
    purpose     text        not null,
    outcome     text        not null,
    cadence     text        not null,
    review_date date,
    actions     text[]      not null,
    tags        text[]      not null,
    is_public   boolean     not null,
    rule        text        not null,
    rule_hash   text        not null,
    created_at  timestamptz not null,
    created_by  text        not null,
    primary key (tenant, key, version)
);

create table stored_answer (
    tenant          text        not null,
    idempotency_key text        not null,
    request_hash    text        not null,
    status          integer     not null,
    body            text        not null,
    stored_at       timestamptz not null default now(),
    primary key (tenant, idempotency_key)
);
create index stored_answer_age on stored_answer (stored_at);

-- Records that cannot be read: where they lie, and why. The bytes stay in the topic for its retention.
create table dead_letter (
    topic         text        not null,
    partition_no  integer     not null,
    record_offset bigint      not null,
    reason        text        not null,
    stored_at     timestamptz not null default now(),
    primary key (topic, partition_no, record_offset)
);
