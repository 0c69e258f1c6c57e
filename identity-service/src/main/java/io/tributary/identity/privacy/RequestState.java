package io.tributary.identity.privacy;

import java.util.Optional;
import java.util.stream.Stream;

/** How a request stands for who asked. */
public enum RequestState {
    RUNNING("running"),
    DONE("done"),
    /** Done, and what is in transit expires by a day that has not come. */
    DONE_BY("done-by");

    private final String label;

    RequestState(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    public static Optional<RequestState> labelled(String label) {
        return Stream.of(values()).filter(it -> it.label.equals(label)).findFirst();
    }

    /**
     * How a request stands at a moment.
     *
     * @param now real milliseconds
     */
    public static RequestState of(PrivacyRequest request, long now) {
        if (request.finishedAt() == null) {
            return RUNNING;
        }
        return request.saga().doneBy().filter(it -> it > now).isPresent() ? DONE_BY : DONE;
    }
}
