package io.tributary.gateway.audit;

import java.util.List;

/** Takes entries into the chains. Plain and blocking: it is called by the thread that reads the topic. */
public interface AuditIntake {

    /** An entry with the id under which it is kept only once. */
    record Received(String recordId, AuditEntry entry) {}

    /** A record that cannot become an entry, kept with its place, the reason and its first bytes in hex. */
    record Unreadable(String topic, int partition, long offset, String reason, String bytesInHex) {}

    /** Appends in the given order, all or nothing; an id that is there already is passed over. */
    void take(List<Received> entries, List<Unreadable> unreadable);
}
