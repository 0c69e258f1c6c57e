package io.tributary.segment.adapter.elasticsearch;

import co.elastic.clients.elasticsearch.ElasticsearchAsyncClient;
import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.json.jackson.Jackson3JsonpMapper;
import co.elastic.clients.transport.rest5_client.Rest5ClientTransport;
import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import io.tributary.segment.audit.IndexedProfiles;
import io.tributary.segment.backtest.Moves;
import io.tributary.segment.export.ExportSource;
import io.tributary.segment.history.EventDocuments;
import io.tributary.segment.history.EventHistory;
import io.tributary.segment.history.PastEvents;
import io.tributary.segment.history.Vocabularies;
import io.tributary.segment.preview.Judging;
import io.tributary.segment.preview.People;
import io.tributary.segment.privacy.PersonDocuments;
import io.tributary.segment.profile.ProfileDocuments;
import io.tributary.segment.profile.Profiles;
import io.tributary.segment.stay.StayDocuments;
import io.tributary.segment.stay.Stays;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.function.IntConsumer;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/** Everything of the core that Elasticsearch stands behind, over one client. Nothing connects before it is used. */
public final class SearchStores implements AutoCloseable {

    private static final int PROFILES_VERSION = 1;
    private static final int EVENTS_VERSION = 1;
    private static final int STAYS_VERSION = 1;

    /** Where the server is and how the indices are made. */
    public record Settings(URI url, String prefix, int shards, Duration refreshInterval) {}

    private final Rest5ClientTransport transport;
    private final ElasticsearchClient client;
    private final TenantSearch search;
    private final SearchIndex profiles;
    private final SearchIndex events;
    private final SearchIndex stays;

    public SearchStores(Settings settings) {
        var json = new Jackson3JsonpMapper(exact(new Jackson3JsonpMapper().objectMapper()));
        this.transport =
                new Rest5ClientTransport(Rest5Client.builder(settings.url()).build(), json);
        this.client = new ElasticsearchClient(transport);
        this.search = new TenantSearch(new ElasticsearchAsyncClient(transport), client);
        var shape = new SearchIndex.Shape(settings.prefix(), settings.shards(), settings.refreshInterval());
        this.profiles = new SearchIndex(client, shape, "profiles", PROFILES_VERSION);
        this.events = new SearchIndex(client, shape, "events", EVENTS_VERSION);
        this.stays = new SearchIndex(client, shape, "stays", STAYS_VERSION);
    }

    /** Numbers of a client's JSON are given back as they were sent. */
    private static JsonMapper exact(JsonMapper mapper) {
        return mapper.rebuild()
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .build();
    }

    public ProfileDocuments profileDocuments() {
        return new ElasticProfileDocuments(client, profiles);
    }

    public EventDocuments eventDocuments() {
        return new ElasticEventDocuments(client, events);
    }

    public Profiles profiles() {
        return new ElasticProfiles(search, profiles);
    }

    public People people(Judging judging) {
        return new ElasticPeople(search, profiles, new OneByOne(search, profiles, judging));
    }

    public Moves moves(Judging judging) {
        return new ElasticMoves(search, profiles, new OneByOne(search, profiles, judging));
    }

    public EventHistory eventHistory() {
        return new ElasticEventHistory(search, events, profiles);
    }

    public Vocabularies vocabularies() {
        return new ElasticVocabularies(eventHistory());
    }

    /** One search for a person looks into at most so many events of others. */
    public PersonDocuments personDocuments(long limit) {
        return new ElasticPersonDocuments(
                search, new ElasticPersonDocuments.Indices(profiles, events, stays), it -> new Bulk(client, it), limit);
    }

    public StayDocuments stayDocuments() {
        return new ElasticStayDocuments(client, search, stays);
    }

    public Stays stays() {
        return new ElasticStays(search, stays);
    }

    /** For audits; {@code feed} waits until the feed of the profile index has passed all of a partition. */
    public IndexedProfiles indexedProfiles(IntConsumer feed) {
        return new ElasticAudits(search, profiles, feed);
    }

    public ExportSource exportSource() {
        return new ElasticExports(search, profiles, events, stays);
    }

    public PastEvents pastEvents() {
        // Not the history itself: a bean that is both would be found twice.
        return new ElasticEventHistory(search, events, profiles)::past;
    }

    @Override
    public void close() {
        try {
            transport.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the search client could not be closed", e);
        }
    }
}
