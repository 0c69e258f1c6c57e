package io.tributary.activation.adapter.kafka;

/** A record that cannot be what its topic says; it becomes a dead letter. */
final class Unreadable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Unreadable(String reason) {
        super(reason, null, false, false);
    }

    String reason() {
        var message = getMessage();
        return message == null ? "unreadable" : message;
    }
}
