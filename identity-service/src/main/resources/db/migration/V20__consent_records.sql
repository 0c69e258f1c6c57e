-- What each profile allowed, answer after answer; consent holds only the last. said_at is suite time, as the person said it;
-- written_at is when the graph took it over, in suite time as well. A withdrawn answer went back to another profile.
create table consent_record (
    id         bigint generated always as identity primary key,
    tenant     text   not null,
    profile_id uuid   not null,
    purpose    text   not null,
    state      text   not null check (state in ('GRANTED', 'DENIED', 'WITHDRAWN')),
    said_at    bigint not null,
    source     text   not null,
    number     bigint not null,
    cause      text   not null check (cause in ('SAID', 'MERGE', 'SPLIT')),
    written_at bigint not null
);
create index consent_record_profile on consent_record (tenant, profile_id, id);
create index consent_purpose on consent (tenant, purpose);

insert into consent_record (tenant, profile_id, purpose, state, said_at, source, number, cause, written_at)
select tenant, profile_id, purpose, state, at, source, 0, 'SAID', at from consent;
