package io.tributary.activation.suppression;

import io.tributary.activation.suppression.Statements.Statement;
import java.util.List;

/**
 * Statements that were written down in the transaction that caused them and wait to be sent. They are sent at least
 * once, in the order of their numbers.
 */
public interface Outbox {

    /** A statement with its number. */
    record Waiting(long number, Statement statement) {}

    /** Sends what waits, and returns when all of it is safe. */
    @FunctionalInterface
    interface Sender {
        void send(List<Waiting> waiting);
    }

    /** Hands the oldest to the sender and forgets them when it returns; answers how many. One relay at a time. */
    int relay(int limit, Sender sender);

    /** How many wait. */
    long pending();
}
