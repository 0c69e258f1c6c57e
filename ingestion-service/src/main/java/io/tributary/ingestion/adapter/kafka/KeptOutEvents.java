package io.tributary.ingestion.adapter.kafka;

import io.tributary.contracts.v1.AcceptedEvent;
import io.tributary.ingestion.suppression.DoorList;
import io.tributary.ingestion.suppression.NormalForm;
import java.time.InstantSource;

/** Knows events that were accepted before their person was kept out and are still in the log: nothing is learnt from them. */
public record KeptOutEvents(DoorList doorList, InstantSource suiteClock) {

    boolean contains(AcceptedEvent event) {
        return !doorList.isEmpty(event.getTenant())
                && (isOut(event, "user_id", event.getUserId())
                        || isOut(event, "anonymous_id", event.getAnonymousId())
                        || isOut(event, "user_id", event.getPreviousId())
                        || isOut(event, "anonymous_id", event.getPreviousId()));
    }

    private boolean isOut(AcceptedEvent event, String namespace, String id) {
        return !doorList.standing(event.getTenant(), namespace, NormalForm.ofId(id), suiteClock.instant())
                .isFree();
    }
}
