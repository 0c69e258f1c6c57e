package io.tributary.ingestion.intake;

import io.tributary.ingestion.event.CallType;
import io.tributary.ingestion.event.JsonBytes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request to the collector, unpacked.
 *
 * @param route the type that the route names; null for a batch
 * @param body the whole array, not judged to be JSON yet
 * @param keys the write keys that header and query name, which must all be equal
 * @param origin the web page's origin; empty when no browser sends
 * @param sending whether its times may be corrected by its clock
 */
public record CollectorRequest(
        @Nullable CallType route, JsonBytes body, List<String> keys, String origin, Sending sending) {}
