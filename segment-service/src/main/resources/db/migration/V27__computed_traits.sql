-- A computed trait as it stands. revision rises with every change, because each is announced; announced_revision follows.
create table computed_trait (
    tenant             text    not null,
    key                text    not null,
    status             text    not null check (status in ('LIVE', 'RETIRED')),
    latest_version     integer not null,
    revision           bigint  not null default 0,
    announced_revision bigint  not null default 0,
    primary key (tenant, key)
);
create index computed_trait_unannounced on computed_trait (tenant, key) where announced_revision < revision;

-- Versions are updated only to take out what somebody who was erased is known by.
create table computed_trait_version (
    tenant     text        not null,
    key        text        not null,
    version    integer     not null,
    name       text        not null,
    owner      text        not null,
    purpose    text        not null,
    measure    text        not null,
    created_at timestamptz not null,
    created_by text        not null,
    primary key (tenant, key, version)
);
