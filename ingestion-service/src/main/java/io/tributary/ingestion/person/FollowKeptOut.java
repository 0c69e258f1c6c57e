package io.tributary.ingestion.person;

import io.tributary.ingestion.suppression.DoorList;
import reactor.core.publisher.Mono;

/** Brings the subjects that privacy requests keep out into this instance's door, whichever instance answered the request. */
public final class FollowKeptOut {

    private final KeptOut keptOut;
    private final DoorList doorList;
    private volatile String place = "";

    public FollowKeptOut(KeptOut keptOut, DoorList doorList) {
        this.keptOut = keptOut;
        this.doorList = doorList;
    }

    public Mono<Void> follow() {
        return Mono.defer(() -> keptOut.since(place).doOnNext(this::take).then());
    }

    private void take(KeptOut.Change change) {
        if (change.out()) {
            doorList.keepOut(change.tenant(), change.digest());
        } else {
            doorList.letIn(change.tenant(), change.digest());
        }
        place = change.place();
    }
}
