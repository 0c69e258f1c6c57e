package io.tributary.segment.adapter.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.embedded.ServerKind;
import io.tributary.embedded.SharedBackends;
import io.tributary.segment.audit.IndexedProfiles.Expected;
import io.tributary.segment.audit.IndexedProfiles.Finding;
import io.tributary.segment.audit.IndexedProfiles.Indexed;
import io.tributary.segment.feature.EventFacts;
import io.tributary.segment.feature.FactsReader;
import io.tributary.segment.feature.Identifier;
import io.tributary.segment.feature.ProfileState;
import io.tributary.segment.feature.SegmentCatalogue;
import io.tributary.segment.feature.SourceRank;
import io.tributary.segment.feature.TraitChange;
import io.tributary.segment.history.ActivityThen;
import io.tributary.segment.history.PastFacts;
import io.tributary.segment.interval.Days;
import io.tributary.segment.preview.DetailedJudging;
import io.tributary.segment.preview.People.Question;
import io.tributary.segment.profile.ProfileDocuments.Change;
import io.tributary.segment.rule.RuleParse;
import io.tributary.segment.rule.RuleText;
import io.tributary.segment.rule.Value;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * People of whom as much is kept as is kept of anybody, behind some of whom there is little. Their documents together are
 * more than twice what a real server takes in one request (100 MB), and their states more than its client takes in one
 * answer (as much).
 */
class LargeDocumentsIT {

    private static final String TENANT = "busy";
    /** As many as show that documents are small here. */
    private static final int SMALL = 60;

    private static final int LARGE = 170;
    private static final int PEOPLE = SMALL + LARGE;
    private static final Days DAYS = new Days(ZoneOffset.UTC);
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

    @Test
    void writesAndReadsMoreThanOneRequestOrAnswerMayCarry() {
        SharedBackends.get(ServerKind.ELASTICSEARCH);
        var settings = new SearchStores.Settings(
                SharedBackends.elasticsearchUrl(), "large-" + UUID.randomUUID(), 1, Duration.ofSeconds(5));
        var people = IntStream.range(0, PEOPLE)
                .mapToObj(it -> person(it, it < SMALL ? 1 : 1_000))
                .toList();
        try (var stores = new SearchStores(settings)) {
            var documents = stores.profileDocuments();
            documents.open();

            var rejected = documents.write(people.stream()
                    .map(it -> new Change(TENANT, it.profileId(), ByteBuffer.wrap(it.encode(DAYS))))
                    .toList());
            documents.refresh();

            assertThat(rejected).isEmpty();
            var judging = new DetailedJudging(new ActivityThen(
                    stores.eventHistory(), new PastFacts(new FactsReader(SegmentCatalogue.standard()))));
            assertThat(stores.people(judging).count(TENANT, adults()).block())
                    .satisfies(it -> assertThat(it.judged()).isEqualTo(PEOPLE))
                    .satisfies(it -> assertThat(it.count()).isEqualTo(PEOPLE));
            assertThat(stores.profiles()
                            .search(TENANT, "", null, 500, ProfileState::profileId)
                            .block())
                    .satisfies(it -> assertThat(it.items())
                            .isSorted()
                            .doesNotHaveDuplicates()
                            .hasSize(PEOPLE))
                    .satisfies(it -> assertThat(it.total()).isEqualTo(PEOPLE));
            assertThat(stores.indexedProfiles(_ -> {})
                            .compare(
                                    TENANT,
                                    people.stream()
                                            .map(it -> new Expected(it.profileId(), it))
                                            .toList())
                            .values())
                    .hasSize(PEOPLE)
                    .extracting(Indexed::finding)
                    .containsOnly(Finding.SAME);
        }
    }

    /** No query decides it. */
    private static Question adults() {
        var parsed = (RuleParse.Parsed) RuleText.parse("age(birthday) >= 18");
        return new Question(parsed.condition(), NOW, ZoneOffset.UTC);
    }

    private static ProfileState person(int number, int known) {
        var state = new ProfileState(TENANT, "person-%03d".formatted(number), 0);
        var identifiers = IntStream.range(0, known)
                .mapToObj(it -> new Identifier("account", "%04d-%0480d".formatted(it, number)))
                .toList();
        state.contact(1, identifiers, Map.of(), false);
        var birthday = new TraitChange("birthday", new Value.Text("1990-05-17"));
        state.apply(
                new EventFacts(
                        "",
                        NOW.getEpochSecond(),
                        "message-" + number,
                        SourceRank.EQUAL,
                        new TreeMap<>(),
                        new TreeMap<>(),
                        List.of(birthday)),
                DAYS,
                NOW.toEpochMilli());
        return state;
    }
}
