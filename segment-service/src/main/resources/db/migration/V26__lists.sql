-- Tenants that have lists. The number tells the feed of contacts to begin anew: it passed over their people before.
create table list_tenant (
    tenant text   primary key,
    number bigint generated always as identity
);

-- What was uploaded: identifiers as keyed digests, never as values.
create table list_row (
    tenant      text  not null,
    segment_key text  not null,
    digest      bytea not null,
    primary key (tenant, segment_key, digest)
);
create index list_row_digest on list_row (tenant, digest);

-- Whose identifiers these are, as contacts say it; only of tenants that have lists.
create table known_contact (
    tenant     text   not null,
    profile_id text   not null,
    version    bigint not null,
    primary key (tenant, profile_id)
);
create table known_identifier (
    tenant     text  not null,
    digest     bytea not null,
    profile_id text  not null,
    primary key (tenant, digest, profile_id)
);
create index known_identifier_profile on known_identifier (tenant, profile_id);

-- Who is on which list. revision rises with every change; told_revision follows when the topology has heard of it.
-- retell_at: the topology does not keep a mark for a profile that it believes merged away, and hands on the marks of one that
-- is merged away later; a mark may be told before a split or a merge that is on its way there, so it is told once more.
create table list_member (
    tenant        text    not null,
    segment_key   text    not null,
    profile_id    text    not null,
    member        boolean not null,
    revision      bigint  not null default 1,
    told_revision bigint  not null default 0,
    retell_at     timestamptz,
    primary key (tenant, segment_key, profile_id)
);
create index list_member_profile on list_member (tenant, profile_id);
create index list_member_untold on list_member (tenant, profile_id) where told_revision < revision;
create index list_member_retell on list_member (retell_at) where retell_at is not null;

-- By what a profile that is no more was on lists: who has one of these identifiers next may have inherited its marks, and is
-- told what holds.
create table list_heir (
    tenant      text        not null,
    digest      bytea       not null,
    segment_key text        not null,
    until       timestamptz not null,
    primary key (tenant, digest, segment_key)
);

-- Files that were read and wait to be taken over. applied: what came of it, as JSON.
create table list_upload (
    tenant      text        not null,
    id          text        primary key,
    segment_key text        not null,
    applied     text,
    created_at  timestamptz not null default now()
);
create table list_upload_row (
    upload_id text  not null references list_upload (id) on delete cascade,
    digest    bytea not null,
    primary key (upload_id, digest)
);
create index list_upload_row_digest on list_upload_row (digest);
