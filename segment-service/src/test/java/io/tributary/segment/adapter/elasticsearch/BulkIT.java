package io.tributary.segment.adapter.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.embedded.ServerKind;
import io.tributary.embedded.SharedBackends;
import io.tributary.segment.feature.Identifier;
import io.tributary.segment.feature.ProfileState;
import io.tributary.segment.interval.Days;
import io.tributary.segment.profile.ProfileDocuments.Change;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Bulks to a real server. */
class BulkIT {

    private static final String TENANT = "busy";
    /** Together their documents are about 130 MB, where the server takes 100 MB in one request. */
    private static final int PEOPLE = 150;

    @Test
    void writesMoreThanTheServerTakesInOneRequest() {
        SharedBackends.get(ServerKind.ELASTICSEARCH);
        var settings = new SearchStores.Settings(
                SharedBackends.elasticsearchUrl(), "bulk-" + UUID.randomUUID(), 1, Duration.ofSeconds(5));
        try (var stores = new SearchStores(settings)) {
            var documents = stores.profileDocuments();
            documents.open();

            var rejected = documents.write(
                    IntStream.range(0, PEOPLE).mapToObj(BulkIT::largePerson).toList());
            documents.refresh();

            assertThat(rejected).isEmpty();
            assertThat(stores.indexedProfiles(_ -> {}).count(TENANT)).isEqualTo(PEOPLE);
        }
    }

    /** Somebody with as many identifiers as a person may have, all of them long. */
    private static Change largePerson(int number) {
        var state = new ProfileState(TENANT, "person-" + number, 0);
        var identifiers = IntStream.range(0, 1_000)
                .mapToObj(it -> new Identifier("account", "%04d-%0200d".formatted(it, number)))
                .toList();
        state.contact(1, identifiers, Map.of(), false);
        return new Change(TENANT, state.profileId(), ByteBuffer.wrap(state.encode(new Days(ZoneOffset.UTC))));
    }
}
