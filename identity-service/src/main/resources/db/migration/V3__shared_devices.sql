-- Null for every node that is no device, or a device on which nobody has logged in.
alter table node
    -- Ids of the nodes of the people who logged in.
    add column owners        bigint[],
    -- The graph number at which the device was found to be shared, and the suite time of the login that made it so.
    add column shared_number bigint,
    add column shared_at     bigint,
    add column visits_opened integer,
    -- The latest visits of a shared device: (ordinal, from, to, ended as 0 or 1), flat; times in suite milliseconds.
    add column visits        bigint[];
