package io.tributary.local.demo;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a run shows: the calls in the order of their own time, the tenant's set-up, and what must come out. The same demo
 * with the same anchor always makes the same calls with the same message ids.
 */
public interface Demo {

    /** A source and whether it brings history with its own dates. */
    record SourcePlan(String key, String name, boolean historical) {}

    /** A segment with its rule in the text form, and why it exists. */
    record SegmentPlan(String key, String name, String rule, String purpose, String action) {}

    /** Where a segment's members go. {@code destination} is sendgrid, meta or webhook. */
    record AudiencePlan(String key, String segment, String destination, String mode) {}

    /** What is known beforehand; sizes by segment key, members by audience key as the receiving platform counts them. */
    record Truth(int people, int refused, int duplicates, Map<String, Integer> sizes, Map<String, Integer> members) {}

    String name();

    /** Where suite time starts when nobody says otherwise; empty means real time. */
    Optional<Instant> clock();

    List<SourcePlan> sources();

    List<SegmentPlan> segments();

    List<AudiencePlan> audiences();

    /** E-mail addresses that must never be contacted. */
    List<String> suppressedEmails();

    List<Call> calls();

    /** What must come out when suite time is {@code now}. */
    Truth truth(Instant now);
}
