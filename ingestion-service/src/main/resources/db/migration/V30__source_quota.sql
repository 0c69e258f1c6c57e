-- Events that a source may send in a second; zero is no limit.
alter table source add column events_per_second bigint not null default 0;
