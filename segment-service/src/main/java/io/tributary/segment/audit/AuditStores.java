package io.tributary.segment.audit;

/** The copies that an audit compares, and how it asks for repairs. */
public record AuditStores(StoredProfiles stored, ToldMemberships told, IndexedProfiles indexed, Repairs repairs) {}
