package io.tributary.ingestion.person;

import java.util.List;

/**
 * One place where something about a person may be kept. Blocks: called by a listener's thread. Each step is bounded, and so is
 * its transaction; a step that is done again changes nothing more.
 */
public interface PersonStore {

    /** What is done with what is found. */
    enum Task {
        DELETE,
        COUNT,
        COLLECT
    }

    /**
     * What is looked for, and by whom.
     *
     * @param search finds the person in bytes
     */
    record Quest(PersonRequest request, SubjectSearch search, Task task) {}

    /**
     * What one step came to.
     *
     * @param found how much is about the person
     * @param records what was found, each as JSON; none unless it is collected
     * @param next where the next step goes on; empty at the end
     * @param waitsFor what cannot be deleted yet, for people; empty when there is none
     */
    record Step(long found, List<String> records, String next, String waitsFor) {

        public static Step of(long found, List<String> records, String next) {
            return new Step(found, records, next, "");
        }
    }

    /** As receipts and files of an access request name it. */
    String name();

    /** The next step from there; from the beginning where it is empty. */
    Step step(Quest quest, String from);
}
