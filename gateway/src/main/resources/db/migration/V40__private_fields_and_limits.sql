-- What a tenant keeps out of every store: the action, a space, and the path.
alter table tenant
    add column private_fields text[]  not null default '{}',
    add column nesting        integer not null default 0,
    add column members        integer not null default 0;
