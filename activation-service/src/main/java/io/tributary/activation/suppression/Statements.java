package io.tributary.activation.suppression;

import java.time.Instant;
import java.util.List;

/** How what other services must know is written down, so that it can wait in the outbox of the same transaction. */
public interface Statements {

    /** A record that waits to be sent: where to, under which key, and what. */
    record Statement(String topic, String key, Content content) {}

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

    Statement reachability(String tenant, String profileId, Reach reach, Instant suiteNow);

    /** The whole current state of a subject; no suppressions means that nothing is suppressed. */
    Statement suppressed(String tenant, Suppression.Subject subject, List<Suppression> standing, long version);
}
