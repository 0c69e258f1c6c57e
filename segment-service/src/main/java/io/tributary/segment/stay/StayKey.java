package io.tributary.segment.stay;

/** Whose stays in what. */
public record StayKey(String tenant, String profileId, String segment) {}
