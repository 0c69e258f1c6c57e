package io.tributary.identity.preference;

import java.time.Instant;
import java.util.UUID;

/** What a link says: whose page it opens, and until when, in real time. */
public record PreferenceLink(String tenant, UUID profile, Instant expiresAt) {}
