package io.tributary.ingestion.intake;

import io.tributary.ingestion.suppression.Digest;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.Supplier;

/** Where the ids come from of calls that bring none. */
@FunctionalInterface
public interface MessageIds {

    /**
     * The id of a call.
     *
     * @param place of the call in its batch
     */
    String of(SentCall sent, Arrival arrival, int place);

    /**
     * A call that says when it happened has the same id whenever the same bytes come from the same source in the same place
     * of a batch, so a client that repeats a request after an error doubles nothing. Without a time a call is a new one each
     * time. The id is a keyed digest: nobody without the installation's secret can guess calls by it.
     */
    static MessageIds atTheDoor(Supplier<String> fresh, Digest digest) {
        return (sent, arrival, place) -> {
            boolean saysWhen = !sent.text(Field.TIMESTAMP).isEmpty()
                    || !sent.text(Field.ORIGINAL_TIMESTAMP).isEmpty();
            if (!saysWhen) {
                return fresh.get();
            }
            var source = arrival.source();
            var said = source.id() + "\n" + arrival.route() + "\n" + place + "\n" + sent.source();
            byte[] made = Arrays.copyOf(digest.of(source.tenant(), "call", said), 18);
            return "call-" + Base64.getUrlEncoder().withoutPadding().encodeToString(made);
        };
    }
}
