-- When the holder of an address was last said to have proved that it is theirs, in suite milliseconds.
alter table node add column last_verified bigint;
