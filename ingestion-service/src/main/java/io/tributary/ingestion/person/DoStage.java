package io.tributary.ingestion.person;

import io.tributary.ingestion.person.PersonStore.Quest;
import io.tributary.ingestion.person.PersonStore.Task;
import io.tributary.ingestion.suppression.Digest;
import java.util.List;
import java.util.StringJoiner;

/**
 * Does a stage of a privacy request in this service. Blocks: called by a listener's thread. Doing it twice changes nothing more;
 * one that cannot be done now fails with {@link NotYet} or with the fault of the store.
 */
public final class DoStage {

    static final String SYSTEM = "ingestion";

    private final GuardDoor door;
    private final List<PersonStore> stores;
    private final List<Settled> before;
    private final Transit transit;
    private final Digest digest;

    /** @param before what must have happened before the stores are searched */
    public DoStage(GuardDoor door, List<PersonStore> stores, List<Settled> before, Transit transit, Digest digest) {
        this.door = door;
        this.stores = List.copyOf(stores);
        this.before = List.copyOf(before);
        this.transit = transit;
        this.digest = digest;
    }

    /** Takes the pieces of what is collected, as they are full; a stage that is done again sends them again. */
    @FunctionalInterface
    public interface PieceSink {
        void take(int number, byte[] content);
    }

    public StageAnswer answer(PersonRequest request, PieceSink sink) {
        return switch (request.stage()) {
            case GATE -> door.guard(request);
            // Nothing of this service lies at destinations.
            case WITHDRAW -> StageAnswer.NOTHING;
            case DELETE -> search(request, Task.DELETE, sink);
            case PROVE -> search(request, Task.COUNT, sink);
            case COLLECT -> search(request, Task.COLLECT, sink);
        };
    }

    private StageAnswer search(PersonRequest request, Task task, PieceSink sink) {
        before.forEach(it -> it.waitsFor(request).ifPresent(what -> {
            throw new NotYet(what);
        }));
        // Before the stores: what comes into a topic later is the door's affair.
        var expiresBy = task == Task.DELETE ? transit.expiresBy() : null;
        var quest = new Quest(request, SubjectSearch.of(request, digest), task);
        var pieces = new Pieces(sink);
        var found = new Found();
        stores.forEach(store -> search(store, quest, pieces, found));
        int sent = pieces.end();
        if (found.waitsFor.length() > 0) {
            throw new NotYet(found.waitsFor.toString());
        }
        return new StageAnswer(found.count, said(quest, found, pieces), expiresBy, sent);
    }

    /** What was found so far. */
    private static final class Found {
        private final StringJoiner byStore = new StringJoiner(", ");
        private final StringJoiner waitsFor = new StringJoiner("; ");
        private long count;
    }

    private static void search(PersonStore store, Quest quest, Pieces pieces, Found found) {
        long count = 0;
        var from = "";
        do {
            var step = store.step(quest, from);
            count += step.found();
            step.records().forEach(it -> pieces.add(store.name(), it));
            if (!step.waitsFor().isEmpty()) {
                found.waitsFor.add(step.waitsFor());
            }
            from = step.next();
        } while (!from.isEmpty());
        found.count += count;
        if (count > 0) {
            found.byStore.add(store.name() + " " + count);
        }
    }

    private static String said(Quest quest, Found found, Pieces pieces) {
        var said = new StringJoiner("; ").add(found.byStore.toString());
        if (pieces.leftOut() > 0) {
            said.add(pieces.leftOut() + " records beyond " + Pieces.ALL_BYTES + " bytes were not sent");
        }
        if (quest.search().cut() > 0) {
            said.add(quest.search().cut() + " things are packed too deeply to be searched whole");
        }
        return said.toString();
    }
}
