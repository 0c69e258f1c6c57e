package io.tributary.activation.delivery;

import io.tributary.activation.connector.Op;
import io.tributary.activation.connector.WireRow;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every request with the people in it, written before it leaves and completed when its answer came. */
public interface Deliveries {

    /** Everything known before a request leaves. */
    record Intent(
            String id,
            String tenant,
            String audienceId,
            String runId,
            Op op,
            String requestHash,
            Collection<WireRow> rows,
            Instant at) {}

    void intend(Intent intent);

    void conclude(String id, int status, String outcome, Instant at);

    /** The requests that contained a person, newest first, older than {@code before}. */
    List<Delivery> of(String tenant, String profileId, @Nullable String before, int limit);

    /** Forgets what is older; answers how many. */
    int forgetBefore(Instant instant);
}
