package io.tributary.identity.preference;

import java.time.Instant;
import java.util.UUID;

/**
 * What a link says: whose page it opens, and until when, in real time.
 *
 * @param graphNumber the tenant's when the link was made: a later split may have made two of whom it was sent to
 */
public record PreferenceLink(String tenant, UUID profile, long graphNumber, Instant expiresAt) {}
