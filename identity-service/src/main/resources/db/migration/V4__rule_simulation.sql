-- Whose events an identifier was left out of: a simulation follows it to people whom other rules would join.
create index guard_hit_value on guard_hit (tenant, value, namespace);
