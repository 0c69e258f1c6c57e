package io.tributary.local.prove.load;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * One call with its message id, which stays the same however often it is sent.
 *
 * @param person whom it is about, whatever identifiers it carries
 * @param counted whether it is one of the events that people's counts are made of
 * @param type the route that takes it alone
 */
public record ProofCall(String messageId, String person, boolean counted, String type, ObjectNode json) {

    /** What one request carries: a single call goes to the route of its type, several go to the batch route. */
    public record Shipment(List<ProofCall> calls) {

        boolean isSingle() {
            return calls.size() == 1;
        }
    }
}
