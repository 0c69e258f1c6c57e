create table source (
    tenant text not null,
    id text primary key,
    key text not null,
    name text not null,
    enabled boolean not null,
    historical boolean not null,
    priority integer not null,
    allowed_origins text[] not null,
    revision bigint not null,
    -- The last revision that the topic of sources is known to hold.
    announced bigint not null default 0,
    created_at timestamptz not null default now(),
    unique (tenant, key)
);
create index source_unannounced on source (id) where announced < revision;

create table write_key (
    id text primary key,
    tenant text not null,
    source_id text not null references source,
    -- SHA-256 of the key in hex; the key itself is shown once and never kept.
    hash text not null unique,
    created_at timestamptz not null,
    expires_at timestamptz
);
create index write_key_source on write_key (source_id);

create table bad_row (
    tenant text not null,
    id text not null,
    source_id text not null,
    kind text not null,
    pointer text not null,
    failure text not null,
    -- Suite time.
    received_at timestamptz not null,
    message_id text not null,
    call text not null,
    original bytea not null,
    original_size integer not null,
    truncated boolean not null,
    replayed_by text,
    -- Real time, for the retention.
    stored_at timestamptz not null default now(),
    primary key (tenant, id)
);
create index bad_row_source on bad_row (tenant, source_id, id);
create index bad_row_kind on bad_row (tenant, kind, id);
create index bad_row_stored on bad_row (stored_at);

create table job (
    tenant text not null,
    id text primary key,
    kind text not null,
    state text not null,
    done bigint not null,
    total bigint not null,
    accepted bigint not null,
    refused bigint not null,
    suppressed bigint not null,
    error text not null,
    -- What the job needs to go on after a restart.
    request text not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);
create index job_unfinished on job (id) where state in ('queued', 'running');

create table idempotency (
    tenant text not null,
    key text not null,
    request_hash text not null,
    -- Sealed, because an answer may hold a write key in clear; null while the first request is being answered.
    answer text,
    created_at timestamptz not null default now(),
    primary key (tenant, key)
);
create index idempotency_created on idempotency (created_at);
