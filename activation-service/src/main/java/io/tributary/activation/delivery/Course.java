package io.tributary.activation.delivery;

import io.tributary.activation.connector.AudienceConnector;
import io.tributary.activation.connector.Connection;

/** Where a run's batches go. */
public record Course(
        AudienceConnector connector, Connection connection, String audienceId, String remoteId, String runId) {}
