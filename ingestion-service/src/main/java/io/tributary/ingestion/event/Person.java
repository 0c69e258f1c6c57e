package io.tributary.ingestion.event;

/**
 * Who a call is about, as the client said it; an absent id is empty.
 *
 * @param anonymousId the device's id
 * @param userId the customer's own id
 */
public record Person(String anonymousId, String userId) {

    public boolean isNobody() {
        return anonymousId.isEmpty() && userId.isEmpty();
    }
}
