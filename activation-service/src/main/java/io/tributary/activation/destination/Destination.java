package io.tributary.activation.destination;

import io.tributary.activation.connector.Connection;
import io.tributary.activation.connector.Settings;
import io.tributary.activation.contact.Channel;
import io.tributary.activation.secret.Secrets;
import io.tributary.activation.suppression.Door;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An account at a platform. Times are real time.
 *
 * @param stopReason why nothing is sent to it until a person acts; empty while it works
 */
public record Destination(
        String id,
        String tenant,
        String key,
        String name,
        String kind,
        Settings config,
        Secrets secrets,
        String stopReason,
        Instant createdAt,
        Instant updatedAt) {

    public boolean isStopped() {
        return !stopReason.isEmpty();
    }

    public Connection connection() {
        return new Connection(tenant, id, config, secrets);
    }

    /** The consent that delivery here needs: the destination's own word, else the channel's. */
    public @Nullable String purpose(Channel channel) {
        return config.find("requiredConsent").orElse(Door.purposeOf(channel));
    }
}
