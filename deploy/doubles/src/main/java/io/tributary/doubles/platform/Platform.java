package io.tributary.doubles.platform;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * One platform that audiences are pushed to: it answers its own paths, refuses what the original refuses and keeps the
 * set of members it was given. An answer is given only after the change it acknowledges is in the journal.
 */
public interface Platform extends AutoCloseable {

    /** Name used in fault scripts, recorded requests and the inspection routes. */
    String name();

    boolean owns(String path);

    Reply answer(Request request);

    /** A scripted failure in the shape in which this platform words its errors; nothing is applied. */
    Reply failure(Failure failure);

    /** Everything that has members, in the order in which it was created. */
    List<Holding> holdings();

    /**
     * The members of one holding, sorted. Audience narrows a holding that receives several audiences; platforms that
     * have no such notion ignore it.
     */
    Optional<Members> members(String id, Optional<String> audience);

    @Override
    void close();

    /**
     * A failure to play. Code and subcode are zero where the platform has no such numbers; retryAfterSeconds is
     * negative when the answer must not say when to come back.
     */
    record Failure(int status, int code, int subcode, long retryAfterSeconds) {}

    /** Something that has members: a list, an audience, an endpoint. */
    record Holding(String id, String name, int members) {}

    /** A sorted set of members, and what the platform knows about each of them beyond the key. */
    record Members(Set<String> keys, ObjectNode details) {}
}
