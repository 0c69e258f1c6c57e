package io.tributary.segment.adapter.elasticsearch;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tributary.segment.history.EventHistory;
import io.tributary.segment.history.EventHistory.Seen;
import io.tributary.segment.history.Vocabularies;
import io.tributary.segment.rule.Vocabulary;
import io.tributary.segment.rule.Vocabulary.Known;
import io.tributary.segment.rule.Vocabulary.Names;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Learns what names there are from what was indexed, and remembers it for half a minute. */
final class ElasticVocabularies implements Vocabularies {

    private static final int NAMES = 1_000;
    private static final int EVENTS_OF_A_RULE = 20;
    private static final int REMEMBERED = 200;
    private static final Duration FOR = Duration.ofSeconds(30);

    private final EventHistory history;
    private final Cache<Question, Mono<Names>> answers =
            Caffeine.newBuilder().maximumSize(REMEMBERED).expireAfterWrite(FOR).build();

    private enum What {
        EVENTS,
        PROPERTIES,
        TRAITS
    }

    private record Question(String tenant, What what, String event) {}

    ElasticVocabularies(EventHistory history) {
        this.history = history;
    }

    @Override
    public Mono<Vocabulary> of(String tenant, Collection<String> events) {
        var properties = Flux.fromIterable(Set.copyOf(events))
                .take(EVENTS_OF_A_RULE)
                .flatMap(event ->
                        names(new Question(tenant, What.PROPERTIES, event)).map(it -> Map.entry(event, it)))
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
        return Mono.zip(
                        names(new Question(tenant, What.EVENTS, "")),
                        properties,
                        names(new Question(tenant, What.TRAITS, "")))
                .map(all -> new Vocabulary(all.getT1(), all.getT2(), all.getT3()));
    }

    private Mono<Names> names(Question question) {
        return answers.get(
                question,
                asked ->
                        ask(asked).map(ElasticVocabularies::names).cache(it -> FOR, fault -> Duration.ZERO, () -> FOR));
    }

    private Mono<List<Seen>> ask(Question asked) {
        return switch (asked.what()) {
            case EVENTS -> history.events(asked.tenant(), NAMES);
            case PROPERTIES -> history.properties(asked.tenant(), asked.event(), NAMES);
            case TRAITS -> history.traits(asked.tenant(), NAMES);
        };
    }

    /** An event that never came has no properties that could be told from unknown ones. */
    private static Names names(List<Seen> seen) {
        int kinds = seen.stream().mapToInt(it -> Math.max(1, it.types().size())).sum();
        return new Names(
                seen.stream()
                        .collect(Collectors.toMap(
                                Seen::name,
                                it -> new Known(new HashSet<>(it.types()), it.count()),
                                (one, other) -> one)),
                !seen.isEmpty() && kinds < NAMES);
    }
}
