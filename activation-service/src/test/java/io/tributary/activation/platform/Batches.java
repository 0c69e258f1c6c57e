package io.tributary.activation.platform;

import io.tributary.activation.connector.Answer;
import io.tributary.activation.connector.Batch;
import io.tributary.activation.connector.Connection;
import io.tributary.activation.connector.Op;
import io.tributary.activation.connector.Settings;
import io.tributary.activation.connector.WireIdentifier;
import io.tributary.activation.connector.WireRow;
import io.tributary.activation.secret.Secrets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Batches and answers with fixed times and numbers, so that requests can be compared byte by byte. */
public final class Batches {

    public static final Instant AT = Instant.parse("2026-11-23T10:00:00Z");

    private Batches() {}

    public static Connection connection(Map<String, String> config, Map<String, String> secrets) {
        return new Connection("acme", "dst_1", new Settings(config), new Secrets(secrets));
    }

    public static Batch of(Connection connection, String remoteId, Op op, WireRow... rows) {
        return new Batch(connection, "aud_1", remoteId, "run_1", 42, op, List.of(rows), AT);
    }

    public static WireRow row(String profile, String kind, String digest, String wire) {
        return new WireRow(profile, new WireIdentifier(kind, digest, wire, 1), "entered");
    }

    public static Answer answer(int status, String body) {
        return answer(status, body, Map.of());
    }

    public static Answer answer(int status, String body, Map<String, String> headers) {
        return new Answer(status, headers, body, AT);
    }
}
