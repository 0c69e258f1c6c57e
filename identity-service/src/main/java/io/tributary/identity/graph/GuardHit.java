package io.tributary.identity.graph;

import java.util.UUID;

/** A demotion with the event that caused it and the profile that the event went to; the first of its kind is kept. */
public record GuardHit(UUID profile, Demotion demotion, String messageId, long at) {}
