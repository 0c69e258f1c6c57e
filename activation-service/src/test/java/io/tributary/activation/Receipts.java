package io.tributary.activation;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tributary.contracts.v1.DataReceipt;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** What was answered to one request so far. */
record Receipts(PrivacyTraffic traffic, String requestId) {

    List<DataReceipt> all() {
        try {
            return traffic.receipts(requestId);
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    /** By the service itself about a stage, without pieces. */
    List<DataReceipt> of(String stage, int attempt) {
        return all().stream()
                .filter(it -> it.getSystem().equals("activation")
                        && it.getPiece() == 0
                        && it.getStage().equals(stage)
                        && it.getAttempt() == attempt)
                .toList();
    }

    DataReceipt last(String stage, int attempt) {
        var found = of(stage, attempt);
        return found.isEmpty() ? DataReceipt.getDefaultInstance() : found.getLast();
    }

    /** The last word about each destination. */
    List<DataReceipt> ofDestinations(String stage, int attempt) {
        var last = new TreeMap<String, DataReceipt>();
        all().stream()
                .filter(it -> it.getSystem().startsWith("destination:")
                        && it.getStage().equals(stage)
                        && it.getAttempt() == attempt)
                .forEach(it -> last.put(it.getSystem(), it));
        return new ArrayList<>(last.values());
    }
}
