package io.tributary.identity.trait;

/** What an event says about a trait, as the event spelled it. */
public record Statement(LinkableTrait trait, String raw) {

    /** Personal data stays out of logs, so only the trait is told. */
    @Override
    public String toString() {
        return trait + ":***";
    }
}
