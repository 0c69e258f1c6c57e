package io.tributary.segment.adapter.http;

import io.tributary.contracts.problem.ProblemType;
import io.tributary.segment.adapter.http.ProfileAnswers.TimesAnswer;
import io.tributary.segment.feature.Entry;
import io.tributary.segment.feature.ProfileState;
import io.tributary.segment.history.EventHistory;
import io.tributary.segment.history.EventHistory.Seen;
import io.tributary.segment.history.HistoryEvent;
import io.tributary.segment.profile.Profiles;
import io.tributary.segment.registry.ComputedTraits;
import io.tributary.segment.rule.NamedFigures;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Where an event is on its way, and what traffic has shown to exist. */
@RestController
@RequestMapping("/api/v1")
class EventController {

    private static final int CATALOGUE = 500;

    /** One station of an event's way. */
    record Station(boolean done, @Nullable Instant at) {}

    /**
     * Where an event is.
     *
     * @param name the event's name as rules know it, such as {@code Page Viewed}
     * @param event the call in the shape in which the client sent it
     * @param applied whether the profile's state covers it; a state does not remember when
     * @param duplicate whether a second copy came, which counted for nothing
     */
    record EventWay(
            String messageId,
            String type,
            @Nullable String name,
            String source,
            String profileId,
            Instant timestamp,
            TimesAnswer times,
            JsonNode event,
            Station accepted,
            Station resolved,
            Station applied,
            Station duplicate) {}

    /**
     * What is known about one name.
     *
     * @param computed a computed trait, of which nothing else is known here
     * @param share of all people, for traits only
     */
    record CatalogueEntry(
            String name,
            List<String> types,
            @Nullable Long count,
            @Nullable Instant lastSeen,
            @Nullable Double share,
            boolean computed) {

        static CatalogueEntry ofComputed(String name) {
            return new CatalogueEntry(name, List.of("number"), null, null, null, true);
        }
    }

    record Catalogue(List<CatalogueEntry> items, @Nullable String nextCursor) {

        /** Computed traits first: there are few, and a rule that names one means it. */
        Catalogue with(NamedFigures computed) {
            var names = computed.figures().keySet().stream().sorted().map(CatalogueEntry::ofComputed);
            return new Catalogue(Stream.concat(names, items.stream()).toList(), nextCursor);
        }
    }

    private final EventHistory history;
    private final Profiles profiles;
    private final ComputedTraits computedTraits;
    private final Callers callers;

    EventController(EventHistory history, Profiles profiles, ComputedTraits computedTraits, Callers callers) {
        this.history = history;
        this.profiles = profiles;
        this.computedTraits = computedTraits;
        this.callers = callers;
    }

    @GetMapping("/events/{messageId}")
    Mono<EventWay> way(@AuthenticationPrincipal Jwt token, @PathVariable String messageId) {
        var caller = callers.admit(token).mayRead();
        return history.find(caller.tenant(), messageId)
                .switchIfEmpty(Mono.error(() -> new ProblemException(
                        ProblemType.NOT_FOUND,
                        "No such event has been resolved. One that was just accepted is found within seconds, when it is indexed;"
                                + " one that was refused is among the bad rows.")))
                .flatMap(event -> profiles.byId(caller.tenant(), event.profileId())
                        .map(Optional::of)
                        .defaultIfEmpty(Optional.empty())
                        .map(profile -> way(event, profile)));
    }

    @GetMapping("/catalog/events")
    Mono<Catalogue> events(@AuthenticationPrincipal Jwt token) {
        var caller = callers.admit(token).mayRead();
        return history.events(caller.tenant(), CATALOGUE).map(it -> catalogue(it, null));
    }

    @GetMapping("/catalog/properties")
    Mono<Catalogue> properties(
            @AuthenticationPrincipal Jwt token, @RequestParam(required = false) @Nullable String event) {
        var caller = callers.admit(token).mayRead();
        return history.properties(caller.tenant(), event, CATALOGUE).map(it -> catalogue(it, null));
    }

    @GetMapping("/catalog/traits")
    Mono<Catalogue> traits(@AuthenticationPrincipal Jwt token) {
        var caller = callers.admit(token).mayRead();
        return Mono.zip(
                        history.traits(caller.tenant(), CATALOGUE),
                        profiles.search(caller.tenant(), "", null, 1, ProfileState::profileId),
                        computedTraits.figures(caller.tenant()))
                .map(all -> catalogue(all.getT1(), all.getT2().total()).with(all.getT3()));
    }

    private static EventWay way(HistoryEvent event, Optional<ProfileState> profile) {
        return new EventWay(
                event.messageId(),
                event.type(),
                event.event().isEmpty() ? null : event.event(),
                event.source(),
                profile.map(ProfileState::profileId).orElse(event.profileId()),
                Instant.ofEpochMilli(event.times().timestamp()),
                TimesAnswer.of(event.times()),
                ClientCall.of(event),
                new Station(true, Instant.ofEpochMilli(event.times().receivedAt())),
                new Station(true, Instant.ofEpochMilli(event.times().resolvedAt())),
                new Station(profile.filter(it -> covers(it, event)).isPresent(), null),
                new Station(
                        event.duplicateAt() != null,
                        event.duplicateAt() == null ? null : Instant.ofEpochMilli(event.duplicateAt())));
    }

    /** The profile has an entry of the event at its second, or one of its day or older history that may hold it. */
    private static boolean covers(ProfileState state, HistoryEvent event) {
        long at = Math.floorDiv(event.times().timestamp(), 1000L);
        if (event.event().isEmpty()) {
            return state.lastSeen() >= at;
        }
        var totals = state.activity().totals().get(event.event());
        var entries = state.activity().of(event.event());
        return totals != null
                && totals.first() <= at
                && at <= totals.last()
                && (entries.stream().noneMatch(it -> !it.daily() && it.at() <= at)
                        || entries.stream().anyMatch(it -> isOf(it, at)));
    }

    private static boolean isOf(Entry entry, long at) {
        return entry.daily() ? entry.at() <= at && at < entry.at() + 90_000 : entry.at() == at;
    }

    private static Catalogue catalogue(List<Seen> seen, @Nullable Long people) {
        return new Catalogue(
                seen.stream()
                        .map(it -> new CatalogueEntry(
                                it.name(),
                                it.types(),
                                it.count(),
                                it.lastSeen(),
                                people == null || people == 0 ? null : Math.min(1, (double) it.count() / people),
                                false))
                        .toList(),
                null);
    }
}
