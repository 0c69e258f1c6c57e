package io.tributary.segment.explain;

import io.tributary.segment.rule.EventFilter;
import io.tributary.segment.rule.Value;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known of a person that decides a leaf at an instant. */
public sealed interface Evidence {

    /**
     * Events that count, or that an order was taken by as far as it goes.
     *
     * @param measured what the measure comes to; null for what measures nothing, and where there is no number
     * @param count how many events there are, {@code newest} among them
     * @param newest at most ten, newest first; the steps of an order in their order
     */
    record Events(@Nullable Double measured, long count, List<Happened> newest) implements Evidence {
        public Events {
            newest = List.copyOf(newest);
        }
    }

    /**
     * A trait.
     *
     * @param value null when it is not known or was last said to be nothing
     * @param saidAt resolved time of the message that said so; null when nothing did
     */
    record Trait(
            String name,
            @Nullable Value value,
            @Nullable Instant saidAt,
            @Nullable String messageId) implements Evidence {}

    /** What the person said about a purpose; null for nothing. */
    record Consent(String purpose, @Nullable Boolean granted) implements Evidence {}

    /** A score; null when there is none. */
    record Score(String name, @Nullable Double value) implements Evidence {}

    /** How many identifiers of a namespace are known. */
    record Identifiers(String namespace, long count) implements Evidence {}

    /** What the gate would say; the reason is empty when reachable, or when it was not asked yet. */
    record Reachability(String channel, boolean reachable, String reason) implements Evidence {}

    /**
     * Whether the person is in another segment by its rule.
     *
     * @param since null when it has been so as far back as anybody remembers
     */
    record Membership(
            String segment, boolean member, @Nullable Instant since) implements Evidence {}

    /**
     * Events that pass one filter in one second, or on one day of which the seconds are not kept.
     *
     * @param step what they pass
     * @param at the second, or the day's midnight; null for events so long ago that only their sum is kept
     * @param wholeDay whether they happened anywhere in that day
     * @param messageIds of these events, as far as they were looked for and found
     */
    record Happened(EventFilter step, @Nullable Instant at, boolean wholeDay, long count, List<String> messageIds) {
        public Happened {
            messageIds = List.copyOf(messageIds);
        }

        Happened of(long number) {
            return new Happened(step, at, wholeDay, number, messageIds);
        }

        Happened citing(List<String> messages) {
            return new Happened(step, at, wholeDay, count, messages);
        }
    }
}
