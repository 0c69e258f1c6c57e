package io.tributary.ingestion.infer;

import io.tributary.ingestion.event.CallType;
import io.tributary.ingestion.event.JsonBytes;
import java.time.Instant;
import java.util.List;
import reactor.core.publisher.Flux;

/** What was accepted in the last days, as far as the log still has it. Fails with {@code BrokerUnavailable}. */
public interface Traffic {

    /**
     * What is asked for.
     *
     * @param sourceId empty for all sources of the tenant
     * @param since real time
     * @param most how many records are looked at, of all tenants together; the newest when there are more
     */
    record Question(String tenant, String sourceId, Instant since, long most) {}

    /**
     * An accepted call, without its person.
     *
     * @param event the event's name; empty for other calls than track
     * @param object properties or traits; empty when the call had none
     */
    record SeenCall(CallType type, String event, JsonBytes object) {}

    /**
     * A piece of the log.
     *
     * @param scanned how many records were looked at so far
     * @param total how many there are to be looked at
     * @param complete whether {@code total} is all that came since the asked time
     */
    record Slice(List<SeenCall> calls, long scanned, long total, boolean complete) {}

    /** The log from that time to its end at the time of asking, piece by piece, at least one. */
    Flux<Slice> read(Question question);
}
