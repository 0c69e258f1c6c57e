package io.tributary.segment.adapter.elasticsearch;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import co.elastic.clients.elasticsearch.core.bulk.BulkResponseItem;
import io.tributary.segment.store.StoreUnavailable;
import io.tributary.segment.store.TargetLost;
import java.util.ArrayList;
import java.util.List;

/** One bulk request, and what is common to the answers: an index that is gone, and a server that is too busy. */
final class Bulk {

    /**
     * What became of one operation: {@code CONFLICT} is an older version, or an id that exists; {@code REJECTED} is what no
     * index can take, or a change of a document that is not there.
     */
    enum Outcome {
        DONE,
        CONFLICT,
        REJECTED
    }

    private static final String MISSING = "document_missing_exception";

    private final ElasticsearchClient client;
    private final SearchIndex index;

    Bulk(ElasticsearchClient client, SearchIndex index) {
        this.client = client;
        this.index = index;
    }

    /** One outcome per operation, in order. */
    List<Outcome> run(List<BulkOperation> operations) {
        if (operations.isEmpty()) {
            return List.of();
        }
        var answer = Faults.blocking(() ->
                client.bulk(it -> it.index(index.alias()).requireAlias(true).operations(operations)));
        var outcomes = new ArrayList<Outcome>(operations.size());
        for (var item : answer.items()) {
            outcomes.add(outcome(item));
        }
        return outcomes;
    }

    private Outcome outcome(BulkResponseItem item) {
        var error = item.error();
        if (error == null) {
            return Outcome.DONE;
        }
        return switch (item.status()) {
            case 409 -> Outcome.CONFLICT;
            case 404 -> {
                if (MISSING.equals(error.type())) {
                    yield Outcome.REJECTED;
                }
                throw new TargetLost(index.alias() + " is gone");
            }
            case 400 -> Outcome.REJECTED;
            default -> throw new StoreUnavailable("Elasticsearch did not take a document, status " + item.status());
        };
    }
}
