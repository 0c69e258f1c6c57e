-- Whether an answer was made of it: one that nobody was told of yet is as good for who asks for the stage again.
alter table file_search add column told boolean not null default false;
alter table file_finding
    drop constraint file_finding_tenant_request_id_stage_attempt_job_id_fkey,
    add foreign key (tenant, request_id, stage, attempt, job_id) references file_search on update cascade on delete cascade;
