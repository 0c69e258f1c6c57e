package io.tributary.activation.connector;

import io.tributary.activation.secret.Secrets;

/** An account at a platform: where it is and what opens it. */
public record Connection(String tenant, String destinationId, Settings config, Secrets secrets) {}
