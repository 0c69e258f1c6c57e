package io.tributary.activation.privacy;

import java.util.Collection;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Everything that is kept about a person, in every table. {@code sent} are the digests by which destinations know the
 * person; counts are by table.
 */
public interface PersonStore {

    /** Deletes all of it in one transaction, and states that nobody is reachable by these profiles any more. */
    Map<String, Long> delete(Subject subject, Collection<String> sent);

    /** What {@link #delete} would delete. */
    Map<String, Long> count(Subject subject, Collection<String> sent);

    /** Hands over each row as one line of JSON, without its end. */
    void read(Subject subject, Collection<String> sent, Consumer<String> line);

    /** Whether the living profile's contact is restricted as wanted; true when there is none. */
    boolean isRestricted(Subject subject, boolean wanted);
}
