package io.tributary.segment.adapter.elasticsearch;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch._types.Time;
import io.tributary.segment.store.StoreUnavailable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;

/**
 * One of our indices: a versioned name with an explicit mapping, behind an alias that everything reads and writes. Its
 * server-given id differs for every index that was ever made under the name.
 */
final class SearchIndex {

    /** How indices are made. Replicas follow the number of nodes, at most one. */
    record Shape(String prefix, int shards, Duration refreshInterval) {}

    private static final int NESTED_PER_DOCUMENT = 100_000;

    private final ElasticsearchClient client;
    private final String alias;
    private final String name;
    private final String mapping;
    private final Shape shape;
    private volatile boolean widened;

    SearchIndex(ElasticsearchClient client, Shape shape, String kind, int version) {
        this.client = client;
        this.shape = shape;
        this.alias = shape.prefix() + "-" + kind;
        this.name = alias + "-v" + version;
        this.mapping = "/elasticsearch/" + kind + ".json";
    }

    String alias() {
        return alias;
    }

    /** Makes the index when it is not there. Returns its id. */
    String open() {
        return Faults.blocking(() -> {
            if (!client.indices().exists(it -> it.index(name)).value()) {
                create();
            } else if (!widened) {
                widen();
            }
            widened = true;
            var settings = client.indices().getSettings(it -> it.index(name)).get(name);
            var index = settings == null || settings.settings() == null
                    ? null
                    : settings.settings().index();
            if (index == null || index.uuid() == null) {
                throw new StoreUnavailable("the index " + name + " was removed while it was opened");
            }
            return Objects.requireNonNull(index.uuid());
        });
    }

    void refresh() {
        Faults.blocking(() -> client.indices().refresh(it -> it.index(alias)));
    }

    /** Fields that this version of the service has and the index does not: adding some is all that may change. */
    private void widen() throws IOException {
        try (var json = resource()) {
            var mappings = JsonMapper.shared().readTree(json).get("mappings");
            client.indices()
                    .putMapping(it -> it.index(name)
                            .withJson(
                                    new ByteArrayInputStream(mappings.toString().getBytes(StandardCharsets.UTF_8))));
        }
    }

    private void create() throws IOException {
        try (var json = resource()) {
            client.indices()
                    .create(it -> it.index(name)
                            .withJson(json)
                            .aliases(alias, alias -> alias.isWriteIndex(true))
                            .settings(settings -> settings.numberOfShards(Integer.toString(shape.shards()))
                                    .autoExpandReplicas("0-1")
                                    .refreshInterval(Time.of(time ->
                                            time.time(shape.refreshInterval().toMillis() + "ms")))
                                    .mapping(limits ->
                                            limits.nestedObjects(nested -> nested.limit((long) NESTED_PER_DOCUMENT)))));
        } catch (ElasticsearchException e) {
            // Another instance was faster: the index is there.
            if (!"resource_already_exists_exception".equals(e.error().type())) {
                throw e;
            }
        }
    }

    private InputStream resource() {
        var stream = SearchIndex.class.getResourceAsStream(mapping);
        if (stream == null) {
            throw new UncheckedIOException(new IOException("the mapping " + mapping + " is not in the jar"));
        }
        return stream;
    }
}
