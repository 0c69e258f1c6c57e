package io.tributary.activation.suppression;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How what other services must know is written down, so that it can wait in the outbox of the same transaction. */
public interface Statements {

    /** A record that waits to be sent: where to, under which key, and what; null deletes the key. */
    record Statement(String topic, String key, @Nullable Content content) {}

    /** The bytes of a record. */
    final class Content {
        private final byte[] bytes;

        public Content(byte[] bytes) {
            this.bytes = bytes.clone();
        }

        public byte[] bytes() {
            return bytes.clone();
        }
    }

    /** Nothing is known about the profile any more. */
    Statement forgotten(String tenant, String profileId);

    Statement reachability(String tenant, String profileId, Reach reach, Instant suiteNow);

    /** The whole current state of a subject; no suppressions means that nothing is suppressed. */
    Statement suppressed(String tenant, Suppression.Subject subject, List<Suppression> standing, long version);
}
