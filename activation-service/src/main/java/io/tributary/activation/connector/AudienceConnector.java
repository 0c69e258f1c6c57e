package io.tributary.activation.connector;

import io.tributary.activation.secret.Secrets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A platform, as pure functions. Nothing here does I/O or reads a clock, so requests are compared byte by byte in
 * tests and every answer can be replayed.
 */
public interface AudienceConnector {

    /** The name by which destinations choose it. */
    String kind();

    Capabilities capabilities();

    /** What is wrong with a configuration, each as {@code /config/<field>} or {@code /secrets/<field>} and a message. */
    List<Complaint> check(Settings config, Secrets secrets);

    /** One broken rule of a configuration. */
    record Complaint(String pointer, String message) {}

    /** Normalises and hashes; in the order of the candidate's addresses. */
    List<Prepared> prepare(Candidate candidate);

    /** The requests for a batch that is not larger than the capabilities allow; more than one where bytes are limited. */
    List<Planned> plan(Batch batch);

    Outcome interpret(Planned planned, Answer answer);

    /** Asks how far a job is. */
    default Optional<WireRequest> poll(Connection connection, String job) {
        return Optional.empty();
    }

    default JobState interpretPoll(Answer answer) {
        return new JobState.Unclear("no-jobs");
    }

    /** Creates the list or audience at the platform; empty when the platform needs none. */
    default Optional<WireRequest> createTarget(Connection connection, String name) {
        return Optional.empty();
    }

    /** The id of what was created, or nothing when the answer has none. */
    default Optional<String> createdTarget(Answer answer) {
        return Optional.empty();
    }

    /** Looks for a list or audience by name, for a creation whose answer was lost. */
    default Optional<WireRequest> findTarget(Connection connection, String name) {
        return Optional.empty();
    }

    default Optional<String> foundTarget(Answer answer, String name) {
        return Optional.empty();
    }

    /**
     * The platform's own erasure: it makes the person forgotten beyond the lists that we know. Repeating it changes
     * nothing. Empty when there is nothing to be said about the person, or the platform has no such call.
     */
    default List<WireRequest> forget(Forgetting forgetting) {
        return List.of();
    }

    default Forgotten interpretForget(Answer answer) {
        return Forgotten.byStatus(answer);
    }

    /** A harmless request that shows whether account and credentials work. */
    WireRequest probe(Connection connection, Instant realNow);
}
