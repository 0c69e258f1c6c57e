package io.tributary.segment.adapter.elasticsearch;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import co.elastic.clients.elasticsearch.core.bulk.BulkResponseItem;
import co.elastic.clients.transport.TransportException;
import co.elastic.clients.util.BinaryData;
import io.tributary.segment.store.StoreUnavailable;
import io.tributary.segment.store.TargetLost;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bulk requests, and what is common to their answers: an index that is gone, and a server that is too busy. No request of several
 * documents is larger than a server takes, as long as they are given as bytes; one that alone is larger is rejected.
 */
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

    /**
     * Where a request ends, unless it is one document. Servers refuse what is above {@code http.max_content_length}, 100 MB by
     * default; from a few megabytes on, larger requests gain nothing.
     */
    static final long REQUEST_BYTES = 8L << 20;

    /** About what an operation takes besides its document. */
    private static final long OPERATION_BYTES = 256;

    private static final int TOO_LARGE = 413;
    private static final String MISSING = "document_missing_exception";

    private final ElasticsearchClient client;
    private final SearchIndex index;

    Bulk(ElasticsearchClient client, SearchIndex index) {
        this.client = client;
        this.index = index;
    }

    /** One outcome per operation, in order. When it fails, those of the beginning may have been done. */
    List<Outcome> run(List<BulkOperation> operations) {
        var outcomes = new ArrayList<Outcome>(operations.size());
        for (int from = 0; from < operations.size(); ) {
            int to = endOfRequest(operations, from);
            outcomes.addAll(request(operations.subList(from, to)));
            from = to;
        }
        return outcomes;
    }

    private static int endOfRequest(List<BulkOperation> operations, int from) {
        long bytes = 0;
        int to = from;
        while (to < operations.size()) {
            bytes += bytes(operations.get(to));
            if (bytes > REQUEST_BYTES && to > from) {
                return to;
            }
            to++;
        }
        return to;
    }

    private static long bytes(BulkOperation operation) {
        var document = switch (operation._kind()) {
            case Index -> operation.index().document();
            case Create -> operation.create().document();
            case Update, Delete -> null;
        };
        return OPERATION_BYTES + (document instanceof BinaryData data ? data.size() : 0);
    }

    private List<Outcome> request(List<BulkOperation> operations) {
        try {
            return answered(operations);
        } catch (StoreUnavailable e) {
            if (operations.size() == 1 && isTooLarge(e.getCause())) {
                return List.of(Outcome.REJECTED);
            }
            throw e;
        }
    }

    /** Waiting makes it no smaller. */
    private static boolean isTooLarge(@Nullable Throwable cause) {
        return cause instanceof TransportException refusal
                && refusal.response() != null
                && refusal.response().statusCode() == TOO_LARGE;
    }

    private List<Outcome> answered(List<BulkOperation> operations) {
        var answer = Faults.blocking(() ->
                client.bulk(it -> it.index(index.alias()).requireAlias(true).operations(operations)));
        return answer.items().stream().map(this::outcome).toList();
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
