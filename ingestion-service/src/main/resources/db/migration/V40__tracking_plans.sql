create table tracking_plan (
    tenant text not null,
    id text primary key,
    -- The latest one.
    version integer not null,
    name text not null,
    enabled boolean not null,
    -- Empty means every source that no other plan names.
    sources text[] not null,
    rules text not null,
    written_at timestamptz not null,
    -- The last version that the topic of tracking plans is known to hold.
    announced integer not null default 0
);
create index tracking_plan_tenant on tracking_plan (tenant, id);
create index tracking_plan_unannounced on tracking_plan (id) where announced < version;

create table tracking_plan_version (
    tenant text not null,
    plan_id text not null references tracking_plan,
    version integer not null,
    name text not null,
    enabled boolean not null,
    sources text[] not null,
    rules text not null,
    written_at timestamptz not null,
    primary key (plan_id, version)
);

-- Without a reference to its plan: what one plan counts must never keep the counts of others from being written.
create table plan_violation (
    tenant text not null,
    plan_id text not null,
    version integer not null,
    source_id text not null,
    event text not null,
    property text not null,
    rule text not null,
    action text not null,
    count bigint not null,
    -- Suite time.
    first_seen timestamptz not null,
    last_seen timestamptz not null,
    -- Message ids, times and JSON types, the newest first; never a value.
    samples jsonb not null,
    -- Real time, for the retention.
    written_at timestamptz not null default now(),
    primary key (tenant, plan_id, version, event, property, rule, action, source_id)
);
create index plan_violation_written on plan_violation (written_at);

create table plan_proposal (
    tenant text not null,
    job_id text primary key references job on delete cascade,
    proposal text not null,
    created_at timestamptz not null default now()
);
create index plan_proposal_created on plan_proposal (created_at);
