-- Times named *_at and done_by are real milliseconds, because people and platforms are held to them; at, until are suite
-- milliseconds, like received times of events.

-- The person asked not to be processed: kept, and neither evaluated nor pushed.
alter table profile add column restricted boolean not null default false;

-- The number of the last change of who is erased.
alter table tenant_graph add column erasures bigint not null default 0;

-- Identifiers of erased people as keyed digests in hex; none of them leads to a value without the platform's secret.
create table erased_digest (
    tenant     text   not null,
    digest     text   not null,
    namespace  text   not null,
    request_id uuid   not null,
    at         bigint not null,
    -- What came in before it is the erased person's for ever; the largest number while nobody came back.
    until      bigint not null,
    primary key (tenant, digest)
);
create index erased_digest_request on erased_digest (tenant, request_id);

-- Ids that led to erased people: what an instance forgets, and by which a lift finds its digests.
create table erased_profile (
    tenant     text   not null,
    id         uuid   not null,
    number     bigint not null,
    request_id uuid   not null,
    primary key (tenant, id)
);
create index erased_profile_number on erased_profile (tenant, number);

-- On which shared devices somebody logged in.
create index node_owners on node using gin (owners) where owners is not null;

-- An address is looked for in every namespace, however it is spelled; most values are in lower case already.
create index node_mixed_case on node (tenant, lower(value)) where value <> lower(value);

create table privacy_request (
    tenant       text    not null,
    id           uuid    not null,
    kind         text    not null,
    lifted_kind  text,
    -- Names kind and subject without personal data: an unfinished request answers the same call.
    subject_key  text    not null,
    profile_id   uuid,
    -- What the subject is and, from the first stage on, the person as found; sealed, and gone when the request ends.
    subject      bytea,
    person       bytea,
    -- Why an erasure is taken back; sealed.
    evidence     bytea,
    requested_at bigint  not null,
    requested_by text    not null,
    stage        text    not null,
    attempt      integer not null,
    from_attempt integer not null,
    highest      integer not null,
    rounds       integer not null,
    asked        boolean not null,
    due_at       bigint  not null,
    finished_at  bigint,
    done_by      bigint,
    primary key (tenant, id)
);
create unique index privacy_request_unfinished on privacy_request (tenant, subject_key) where finished_at is null;
create index privacy_request_due on privacy_request (due_at) where finished_at is null;
create index privacy_request_newest on privacy_request (tenant, requested_at desc, id desc);
create index privacy_request_profile on privacy_request (tenant, profile_id) where profile_id is not null;

-- The last word of each system on each stage.
create table privacy_answer (
    tenant     text    not null,
    request_id uuid    not null,
    stage      text    not null,
    system     text    not null,
    attempt    integer not null,
    state      text    not null,
    done_by    bigint,
    detail     text    not null,
    count      bigint  not null,
    pieces     integer not null,
    at         bigint  not null,
    primary key (tenant, request_id, stage, system),
    foreign key (tenant, request_id) references privacy_request (tenant, id) on delete cascade
);

-- What systems sent back for an access request; sealed as it came.
create table privacy_piece (
    tenant     text    not null,
    request_id uuid    not null,
    system     text    not null,
    attempt    integer not null,
    piece      integer not null,
    content    bytea   not null,
    primary key (tenant, request_id, system, attempt, piece),
    foreign key (tenant, request_id) references privacy_request (tenant, id) on delete cascade
);
