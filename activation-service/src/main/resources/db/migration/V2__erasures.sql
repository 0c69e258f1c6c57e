-- What every destination still has to forget for a privacy request. The person is sealed, and gone when it is done.
create table erasure (
    tenant         text   not null,
    request_id     text   not null,
    destination_id text   not null references destination (id),
    attempt        int    not null,
    state          text   not null,
    person         bytea  not null,
    detail         text   not null default '',
    removed        bigint not null default 0,
    failures       int    not null default 0,
    not_before_ms  bigint not null default 0,
    holder         text   not null default '',
    held_until_ms  bigint not null default 0,
    changed_ms     bigint not null,
    primary key (tenant, request_id, destination_id)
);
create index erasure_open on erasure (not_before_ms) where state = 'PENDING';
