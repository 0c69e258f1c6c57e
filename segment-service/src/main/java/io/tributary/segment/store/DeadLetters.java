package io.tributary.segment.store;

/**
 * Where records that nobody can read are noted, so that the rest of their partition goes on. The bytes stay in the
 * topic for its retention. Calls block; noting the same record twice is once. Fails with {@link StoreUnavailable}.
 */
public interface DeadLetters {

    /**
     * One unreadable record.
     *
     * @param reason kebab-case, without anything of the record's content
     */
    record DeadLetter(String topic, int partition, long offset, String reason) {}

    void note(DeadLetter letter);
}
