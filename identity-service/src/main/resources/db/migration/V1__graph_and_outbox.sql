-- Times named *_at or *_seen are milliseconds of suite time, except outbox.written_at, dead_letter.kept_at and
-- idempotency.answered_at, which are real time. Ids of nodes and edges are counted per tenant under its lock.

create table tenant_graph (
    tenant        text    not null primary key,
    number        bigint  not null,
    next_node     bigint  not null,
    next_edge     bigint  not null,
    rules_version integer not null
);

create table identity_rules (
    tenant     text    not null,
    version    integer not null,
    body       text    not null,
    changed_by text    not null,
    changed_at bigint  not null,
    primary key (tenant, version)
);

create table profile (
    tenant      text    not null,
    id          uuid    not null,
    first_seen  bigint  not null,
    merges      integer not null,
    merged_into uuid,
    number      bigint  not null,
    primary key (tenant, id)
);
-- The profiles that changed since a number: what an instance forgets.
create index profile_number on profile (tenant, number);
create index profile_merged_into on profile (tenant, merged_into) where merged_into is not null;

create table node (
    tenant           text   not null,
    id               bigint not null,
    namespace        text   not null,
    value            text   not null,
    profile_id       uuid   not null,
    first_seen       bigint not null,
    last_seen        bigint not null,
    last_bounce      bigint,
    last_complaint   bigint,
    last_unsubscribe bigint,
    -- Pairs of (separation, side), flat.
    apart            bigint[] not null default '{}',
    primary key (tenant, id)
);
-- Value first: a batch asks with one array of values, and the namespace only tells equal values apart.
create unique index node_value on node (tenant, value, namespace);
create index node_profile on node (tenant, profile_id);

create table edge (
    tenant         text   not null,
    id             bigint not null,
    node_a         bigint not null,
    node_b         bigint not null,
    number         bigint not null,
    message_id     text   not null,
    source_id      text   not null,
    at             bigint not null,
    rule           text   not null,
    revoked_number bigint,
    primary key (tenant, id)
);
create index edge_node on edge (tenant, node_a);
-- A live edge has both ends in one profile, so its first end finds it; a revoked one may have only its second there.
create index edge_revoked on edge (tenant, node_b) where revoked_number is not null;

create table merge (
    tenant        text   not null,
    number        bigint not null,
    loser         uuid   not null,
    survivor      uuid   not null,
    message_id    text   not null,
    at            bigint not null,
    rule          text   not null,
    before        bigint not null,
    nodes         bigint[] not null,
    undone_number bigint,
    primary key (tenant, number, loser)
);
create index merge_survivor on merge (tenant, survivor);

create table consent (
    tenant     text   not null,
    profile_id uuid   not null,
    purpose    text   not null,
    state      text   not null,
    at         bigint not null,
    source     text   not null,
    primary key (tenant, profile_id, purpose)
);

create table guard_hit (
    tenant     text   not null,
    profile_id uuid   not null,
    guard      text   not null,
    namespace  text   not null,
    value      text   not null,
    competing  uuid[] not null,
    message_id text   not null,
    at         bigint not null,
    primary key (tenant, profile_id, guard, namespace, value)
);

create table outbox (
    id         bigint generated always as identity primary key,
    tenant     text   not null,
    number     bigint not null,
    topic      text   not null,
    key        text   not null,
    value      bytea,
    written_at bigint not null
);

create table dead_letter (
    topic         text    not null,
    partition     integer not null,
    record_offset bigint  not null,
    tenant        text    not null,
    reason        text    not null,
    value         bytea   not null,
    kept_at       bigint  not null,
    primary key (topic, partition, record_offset)
);

create table idempotency (
    tenant       text    not null,
    key          text    not null,
    request_hash text    not null,
    status       integer not null,
    answer       text    not null,
    answered_at  bigint  not null,
    primary key (tenant, key)
);
