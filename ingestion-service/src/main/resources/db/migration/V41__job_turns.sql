-- When a tenant last got one of an instance's places for jobs, so that those who waited longest are next.
create table job_turn (
    tenant text not null,
    kind text not null,
    given_at timestamptz not null,
    primary key (tenant, kind)
);
create index job_turn_given on job_turn (given_at);
create index job_unfinished_of_tenant on job (tenant, kind, id) where state in ('queued', 'running');
