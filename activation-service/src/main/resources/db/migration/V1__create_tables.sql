-- All instants are epoch milliseconds. Those of segments, memberships and suppressions are suite time, all others real time.

create table segment (
    tenant    text    not null,
    key       text    not null,
    version   int     not null,
    published boolean not null,
    name      text    not null,
    primary key (tenant, key)
);

create table membership (
    tenant          text    not null,
    segment_key     text    not null,
    profile_id      text    not null,
    member          boolean not null,
    since_ms        bigint  not null,
    segment_version int     not null,
    state_version   bigint  not null,
    cause           text    not null,
    primary key (tenant, segment_key, profile_id)
);
create index membership_of_profile on membership (tenant, profile_id);

create table contact (
    tenant     text   not null,
    profile_id text   not null,
    version    bigint not null,
    partition  int    not null,
    body       jsonb  not null,
    reach      text   not null default '',
    primary key (tenant, profile_id)
);

create table contact_digest (
    tenant     text not null,
    digest     text not null,
    profile_id text not null,
    primary key (tenant, digest, profile_id)
);
create index contact_digest_of_profile on contact_digest (tenant, profile_id);

create table heartbeat (
    partition int    primary key,
    at_ms     bigint not null
);

create table destination (
    id          text   primary key,
    tenant      text   not null,
    key         text   not null,
    name        text   not null,
    kind        text   not null,
    config      jsonb  not null,
    secrets     bytea  not null,
    stop_reason text   not null default '',
    created_ms  bigint not null,
    updated_ms  bigint not null,
    unique (tenant, key)
);

create table audience (
    id             text    primary key,
    tenant         text    not null,
    key            text    not null,
    segment_key    text    not null,
    destination_id text    not null references destination (id),
    mode           text    not null,
    identifiers    text[]  not null,
    streaming      boolean not null,
    schedule_ms    bigint,
    config         jsonb   not null,
    remote_id      text    not null default '',
    creating       boolean not null default false,
    stop_reason    text    not null default '',
    failures       int     not null default 0,
    rest_until_ms  bigint  not null default 0,
    holder         text    not null default '',
    held_until_ms  bigint  not null default 0,
    created_ms     bigint  not null,
    unique (tenant, key)
);
create index audience_of_segment on audience (tenant, segment_key);

-- The people whose row may have to change: a mark survives everything until a run has settled it.
create sequence work_sequence;
create table work (
    audience_id   text    not null references audience (id),
    profile_id    text    not null,
    sequence      bigint  not null default nextval('work_sequence'),
    entering      boolean not null,
    marked_ms     bigint  not null,
    not_before_ms bigint  not null default 0,
    parked        boolean not null default false,
    primary key (audience_id, profile_id)
);
create index work_in_order on work (audience_id, parked, entering, sequence);

-- What became of each member, by the last run that looked at the person.
create table standing (
    audience_id text   not null references audience (id),
    profile_id  text   not null,
    standing    text   not null,
    reason      text   not null,
    at_ms       bigint not null,
    primary key (audience_id, profile_id)
);

create table ledger (
    tenant           text    not null,
    audience_id      text    not null references audience (id),
    profile_id       text    not null,
    kind             text    not null,
    digest           text    not null,
    wire             bytea   not null,
    normaliser       int     not null,
    state            text    not null,
    op               text    not null,
    exposed          boolean not null default false,
    job              text,
    held_until_ms    bigint,
    first_attempt_ms bigint,
    attempts         int     not null default 0,
    reason           text    not null default '',
    changed_ms       bigint  not null,
    primary key (audience_id, profile_id, kind, digest)
);
create index ledger_of_digest on ledger (audience_id, kind, digest);
create index ledger_of_profile on ledger (tenant, profile_id);
create index ledger_open_jobs on ledger (audience_id, job) where job is not null;

create table run (
    id          text    primary key,
    tenant      text    not null,
    audience_id text    not null references audience (id),
    state       text    not null,
    trigger     text    not null,
    dry_run     boolean not null,
    confirmed   boolean not null,
    started_ms  bigint  not null,
    finished_ms bigint,
    selected    bigint  not null default 0,
    delivered   bigint  not null default 0,
    rejected    bigint  not null default 0,
    suppressed  bigint  not null default 0,
    unreachable bigint  not null default 0,
    pending     bigint  not null default 0,
    parked      bigint  not null default 0,
    added       bigint  not null default 0,
    removed     bigint  not null default 0,
    reasons     jsonb   not null default '{}',
    detail      text    not null default '',
    constraint run_adds_up check (selected = delivered + rejected + suppressed + unreachable + pending + parked)
);
create index run_of_audience on run (audience_id, id desc);
create index run_by_state on run (audience_id) where state in ('QUEUED', 'RUNNING');

create table delivery (
    id           text   primary key,
    tenant       text   not null,
    audience_id  text   not null,
    run_id       text   not null,
    op           text   not null,
    request_hash text   not null,
    rows         int    not null,
    status       int    not null default 0,
    outcome      text   not null default 'no-answer-yet',
    sent_ms      bigint not null,
    answered_ms  bigint
);
create index delivery_by_age on delivery (sent_ms);

create table delivery_row (
    delivery_id text not null references delivery (id) on delete cascade,
    tenant      text not null,
    profile_id  text not null,
    kind        text not null,
    verdict     text not null,
    primary key (delivery_id, profile_id, kind)
);
create index delivery_row_of_profile on delivery_row (tenant, profile_id, delivery_id desc);

create table suppression (
    id        text    primary key,
    tenant    text    not null,
    namespace text    not null,
    digest    text    not null,
    scope     text    not null,
    scope_id  text    not null,
    kind      text    not null,
    effect    text    not null,
    from_ms   bigint  not null,
    until_ms  bigint,
    reason    text    not null,
    masked    text    not null,
    begun     boolean not null,
    ended     boolean not null default false,
    unique (tenant, namespace, digest, scope, scope_id, kind)
);
create index suppression_of_subject on suppression (tenant, digest);
create index suppression_in_order on suppression (tenant, id);

create table suppression_event (
    id             bigint generated always as identity primary key,
    suppression_id text   not null,
    tenant         text   not null,
    namespace      text   not null,
    digest         text   not null,
    what           text   not null,
    scope          text   not null,
    scope_id       text   not null,
    kind           text   not null,
    effect         text   not null,
    from_ms        bigint not null,
    until_ms       bigint,
    reason         text   not null,
    actor          text   not null,
    at_ms          bigint not null
);
create index suppression_event_of_subject on suppression_event (tenant, digest);

create table suppression_version (
    tenant  text   not null,
    digest  text   not null,
    version bigint not null,
    primary key (tenant, digest)
);

create table outbox (
    id    bigint generated always as identity primary key,
    topic text  not null,
    key   text  not null,
    value bytea
);

create table dead_letter (
    topic     text   not null,
    partition int    not null,
    position  bigint not null,
    key       text   not null,
    reason    text   not null,
    value     bytea,
    at_ms     bigint not null,
    primary key (topic, partition, position)
);

create table idempotent_answer (
    tenant       text   not null,
    key          text   not null,
    request_hash text   not null,
    status       int    not null,
    body         text   not null,
    at_ms        bigint not null,
    primary key (tenant, key)
);
