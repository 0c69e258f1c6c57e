-- Whether the collector corrects the clocks of the tenant's devices.
alter table tenant
    add column corrects_skew boolean not null default true;
