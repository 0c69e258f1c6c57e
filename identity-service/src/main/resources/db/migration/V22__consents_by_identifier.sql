-- Who said it: the last word on each purpose by way of an identifier. It goes wherever that identifier goes, and with it.
create table consent_said (
    tenant    text   not null,
    node_id   bigint not null,
    purpose   text   not null,
    state     text   not null check (state in ('GRANTED', 'DENIED')),
    at        bigint not null,
    source    text   not null,
    -- Evidence with this id or a larger one came after it.
    next_edge bigint not null,
    primary key (tenant, node_id, purpose),
    foreign key (tenant, node_id) references node (tenant, id) on delete cascade
);

-- The graph number of the last split that the profile, or what it had been merged into, was part of.
alter table profile add column split_number bigint;

-- What the tenant asks on people's own page, in order.
create table asked_purpose (
    tenant  text    not null,
    place   integer not null,
    purpose text    not null,
    primary key (tenant, place),
    unique (tenant, purpose)
);

-- Until now a merge wrote the stricter answer to the survivor, and nothing says whose it was: an answer that a profile
-- that was merged had given as well came from there.
create temporary table brought on commit drop as
select consent.tenant, consent.profile_id, consent.purpose
from consent
where exists (
    select from profile absorbed
    join consent theirs on theirs.tenant = absorbed.tenant and theirs.profile_id = absorbed.id
    where absorbed.tenant = consent.tenant and absorbed.merged_into = consent.profile_id
        and theirs.purpose = consent.purpose and theirs.state = consent.state and theirs.at = consent.at
        and theirs.source = consent.source);

drop index consent_purpose;

update consent_record set cause = 'MERGE'
from brought
where consent_record.tenant = brought.tenant and consent_record.profile_id = brought.profile_id
    and consent_record.purpose = brought.purpose and consent_record.number = 0;

-- An answer of before is put down to the oldest identifier that its profile had itself. A grant that a merge brought is
-- not, and neither is one that was given while the profile was several people's: after a split nobody has it.
with moved as (
    select merge.tenant, merge.survivor, merge.loser, node.id as node_id
    from merge
    cross join lateral unnest(merge.nodes) as listed(id)
    join node on node.tenant = merge.tenant and node.id = listed.id
    where merge.undone_number is null
), held as (
    select tenant, profile_id, id as node_id from node
    union
    select tenant, loser, node_id from moved
), own as (
    select held.tenant, held.profile_id, min(held.node_id) as node_id
    from held left join moved on moved.tenant = held.tenant and moved.survivor = held.profile_id
        and moved.node_id = held.node_id
    where moved.node_id is null
    group by held.tenant, held.profile_id
), merged as (
    select tenant, survivor as profile_id, min(at) as at from merge where undone_number is null group by tenant, survivor
)
insert into consent_said (tenant, node_id, purpose, state, at, source, next_edge)
select consent.tenant, own.node_id, consent.purpose, consent.state, consent.at, consent.source, 0
from consent
join own using (tenant, profile_id)
left join brought using (tenant, profile_id, purpose)
left join merged using (tenant, profile_id)
where consent.state = 'DENIED' or (brought.purpose is null and (merged.at is null or consent.at < merged.at));
