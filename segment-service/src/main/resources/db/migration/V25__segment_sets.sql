-- A set of segments of which everybody is in exactly one. What its stages are is in segment and segment_version; here are
-- their keys in order, as last wished and as they decide.
create table segment_set (
    tenant       text        not null,
    key          text        not null,
    status       text        not null check (status in ('DRAFT', 'PUBLISHED', 'RETIRED')),
    version      integer     not null,
    stages       text[]      not null,
    published    text[]      not null,
    published_at timestamptz,
    changed_at   timestamptz not null,
    changed_by   text        not null,
    primary key (tenant, key)
);
