package io.tributary.segment.adapter.http;

import io.tributary.segment.feature.ProfileState;
import io.tributary.segment.feature.Reach;
import io.tributary.segment.history.HistoryEvent;
import io.tributary.segment.list.ListRule;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** How people and their events look in answers. */
final class ProfileAnswers {

    private ProfileAnswers() {}

    /** An identifier as it was normalised. */
    record IdentifierAnswer(String namespace, String value) {}

    /** One current membership. */
    record MembershipAnswer(String segmentKey, int version, Instant since) {}

    /**
     * A computed trait's number.
     *
     * @param version the version of the trait by which it was judged
     */
    record ComputedAnswer(double value, int version, Instant since) {}

    /**
     * A person.
     *
     * @param computedTraits numbers by key of the computed trait, apart from what sources said
     *
     * @param mergedInto the survivor's id when another id was asked for, null otherwise
     * @param restricted kept, but in no segment
     * @param nextChange when the next membership or computed trait changes by itself, null when none does
     */
    record ProfileAnswer(
            String id,
            @Nullable String mergedInto,
            List<IdentifierAnswer> identifiers,
            Map<String, Object> traits,
            Map<String, ComputedAnswer> computedTraits,
            Map<String, String> consents,
            List<MembershipAnswer> memberships,
            Map<String, Double> scores,
            Map<String, Reach> reachability,
            @Nullable Instant lastSeen,
            @Nullable Instant nextChange,
            boolean overflowing,
            boolean restricted,
            List<String> absorbed) {

        static ProfileAnswer of(ProfileState state, String asked) {
            return new ProfileAnswer(
                    state.profileId(),
                    asked.equals(state.profileId()) ? null : state.profileId(),
                    state.identifiers().stream()
                            .map(it -> new IdentifierAnswer(it.namespace(), it.value()))
                            .toList(),
                    traits(state),
                    computed(state),
                    consents(state),
                    memberships(state),
                    scores(state),
                    state.reachability(),
                    state.lastSeen() == Long.MIN_VALUE ? null : Instant.ofEpochSecond(state.lastSeen()),
                    state.nextChange() == Long.MAX_VALUE ? null : Instant.ofEpochMilli(state.nextChange()),
                    state.overflowing(),
                    state.restricted(),
                    List.copyOf(state.absorbed()));
        }

        private static Map<String, Object> traits(ProfileState state) {
            var traits = new TreeMap<String, Object>();
            state.traits().forEach((name, trait) -> {
                if (trait.value() != null) {
                    traits.put(name, trait.value().plain());
                }
            });
            return traits;
        }

        /** Marks of lists are said by memberships. */
        private static Map<String, Double> scores(ProfileState state) {
            var scores = new TreeMap<>(state.scores());
            scores.keySet().removeIf(ListRule::isMark);
            return scores;
        }

        private static Map<String, ComputedAnswer> computed(ProfileState state) {
            var computed = new TreeMap<String, ComputedAnswer>();
            state.computed()
                    .forEach((key, it) -> computed.put(
                            key, new ComputedAnswer(it.value(), it.version(), Instant.ofEpochMilli(it.since()))));
            return computed;
        }

        private static Map<String, String> consents(ProfileState state) {
            var consents = new TreeMap<String, String>();
            state.consents().forEach((purpose, granted) -> consents.put(purpose, granted ? "granted" : "denied"));
            return consents;
        }

        private static List<MembershipAnswer> memberships(ProfileState state) {
            return state.memberships().entrySet().stream()
                    .filter(it -> it.getValue().member())
                    .map(it -> new MembershipAnswer(
                            it.getKey(),
                            it.getValue().version(),
                            Instant.ofEpochMilli(it.getValue().since())))
                    .toList();
        }
    }

    /**
     * An event's times.
     *
     * @param timestamp resolved time, by which everything is judged
     * @param clamped it lay too far in the future and was moved back
     */
    record TimesAnswer(
            Instant receivedAt,
            Instant timestamp,
            @Nullable Instant sentAt,
            @Nullable Instant originalTimestamp,
            boolean clamped) {

        static TimesAnswer of(HistoryEvent.Times times) {
            return new TimesAnswer(
                    Instant.ofEpochMilli(times.receivedAt()),
                    Instant.ofEpochMilli(times.timestamp()),
                    instant(times.sentAt()),
                    instant(times.originalTimestamp()),
                    times.clamped());
        }

        private static @Nullable Instant instant(@Nullable Long millis) {
            return millis == null ? null : Instant.ofEpochMilli(millis);
        }
    }

    /**
     * What somebody did; the bodies are the client's own JSON.
     *
     * @param others the members of the call that nothing else here gives back as they were sent
     */
    record EventAnswer(
            String messageId,
            String profileId,
            String type,
            @Nullable String event,
            @Nullable String name,
            String source,
            Instant timestamp,
            Instant receivedAt,
            TimesAnswer times,
            @Nullable JsonNode properties,
            @Nullable JsonNode traits,
            @Nullable JsonNode context,
            @Nullable JsonNode integrations,
            @Nullable JsonNode others) {

        static EventAnswer of(HistoryEvent event) {
            return new EventAnswer(
                    event.messageId(),
                    event.profileId(),
                    event.type(),
                    event.event().isEmpty() ? null : event.event(),
                    event.name().isEmpty() ? null : event.name(),
                    event.source(),
                    Instant.ofEpochMilli(event.times().timestamp()),
                    Instant.ofEpochMilli(event.times().receivedAt()),
                    TimesAnswer.of(event.times()),
                    tree(event.bodies().properties()),
                    tree(event.bodies().traits()),
                    tree(event.bodies().context()),
                    tree(event.bodies().integrations()),
                    tree(event.bodies().others()));
        }

        private static @Nullable JsonNode tree(String body) {
            return body.isEmpty() ? null : ClientCall.EXACT.readTree(body);
        }
    }
}
