-- What of erased people must not be indexed again: ids, for ever, and keyed digests, for what was resolved before. No
-- personal data: an id says nothing, and a digest needs the platform's secret.
create table erased_subject (
    tenant       text        not null,
    subject      text        not null,
    graph_number bigint      not null,
    request_id   text        not null,
    stored_at    timestamptz not null default now(),
    primary key (tenant, subject)
);
