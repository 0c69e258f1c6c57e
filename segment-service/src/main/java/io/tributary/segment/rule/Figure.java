package io.tributary.segment.rule;

/** A measure over the events that match a filter within a window: a number of every person, compared with nothing yet. */
public record Figure(EventFilter event, Measure measure, Window window) {

    /** The condition that the number compares so with a value. Where there is no number, it is false. */
    public Condition.EventMeasure compared(Operator op, double value) {
        return new Condition.EventMeasure(event, measure, op, value, window);
    }

    /** The SHA-256 of the JSON in lower-case hex: equal figures have equal hashes. */
    public String sha256() {
        return Canonical.hex(RuleJson.print(this));
    }
}
