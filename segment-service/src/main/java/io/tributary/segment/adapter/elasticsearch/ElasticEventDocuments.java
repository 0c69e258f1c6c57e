package io.tributary.segment.adapter.elasticsearch;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch.core.MgetResponse;
import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import co.elastic.clients.elasticsearch.core.mget.MultiGetOperation;
import co.elastic.clients.util.BinaryData;
import co.elastic.clients.util.ContentType;
import io.tributary.segment.history.EventDocuments;
import io.tributary.segment.history.HistoryEvent;
import io.tributary.segment.store.StoreUnavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Writes events so that the first copy of a message wins, and marks those of which a second copy came. */
final class ElasticEventDocuments implements EventDocuments {

    private static final int RETRIES = 3;

    private final ElasticsearchClient client;
    private final SearchIndex index;
    private final Bulk bulk;

    ElasticEventDocuments(ElasticsearchClient client, SearchIndex index) {
        this.client = client;
        this.index = index;
        this.bulk = new Bulk(client, index);
    }

    @Override
    public String open() {
        return index.open();
    }

    @Override
    public void refresh() {
        index.refresh();
    }

    @Override
    public void reassign(String tenant, List<String> messageIds, String profileId) {
        var outcomes = bulk.run(messageIds.stream()
                .map(it -> BulkOperation.of(operation ->
                        operation.update(update -> update.id(DocumentId.ofMessage(tenant, it))
                                .routing(tenant)
                                .retryOnConflict(RETRIES)
                                .action(action -> action.doc(Map.of("profileId", profileId))))))
                .toList());
        if (outcomes.contains(Bulk.Outcome.CONFLICT)) {
            throw new StoreUnavailable("somebody else writes the same events");
        }
    }

    @Override
    public void forget(String tenant, List<String> messageIds) {
        bulk.run(messageIds.stream()
                .map(it -> BulkOperation.of(operation -> operation.delete(
                        delete -> delete.id(DocumentId.ofMessage(tenant, it)).routing(tenant))))
                .toList());
    }

    @Override
    public Outcome write(List<HistoryEvent> events) {
        var operations = new ArrayList<BulkOperation>();
        var sent = new ArrayList<HistoryEvent>();
        var rejected = new ArrayList<HistoryEvent>();
        for (var event : events) {
            try {
                operations.add(creation(event));
                sent.add(event);
            } catch (JacksonException e) {
                rejected.add(event);
            }
        }
        var known = new ArrayList<HistoryEvent>();
        int unreadable = rejected.size();
        var outcomes = bulk.run(operations);
        for (int i = 0; i < outcomes.size(); i++) {
            switch (outcomes.get(i)) {
                case DONE -> {}
                case CONFLICT -> known.add(sent.get(i));
                case REJECTED -> rejected.add(sent.get(i));
            }
        }
        int duplicates = mark(known);
        int refused = rejected.size() - unreadable;
        return new Outcome(sent.size() - refused - duplicates, duplicates, rejected);
    }

    private static BulkOperation creation(HistoryEvent event) {
        var document = BinaryData.of(EventDocument.of(event), ContentType.APPLICATION_JSON);
        return BulkOperation.of(it ->
                it.create(creation -> creation.id(DocumentId.ofMessage(event.tenant(), event.messageId()))
                        .routing(event.tenant())
                        .document(document)));
    }

    /** Of the messages that are there already, those that lie elsewhere in the topic are second copies. */
    private int mark(List<HistoryEvent> known) {
        if (known.isEmpty()) {
            return 0;
        }
        var stored = Faults.blocking(() -> client.mget(
                it -> it.index(index.alias())
                        .sourceIncludes("partition", "offset", "duplicateAt")
                        .docs(known.stream()
                                .map(event -> MultiGetOperation.of(
                                        get -> get.id(DocumentId.ofMessage(event.tenant(), event.messageId()))
                                                .routing(event.tenant())))
                                .toList()),
                JsonNode.class));
        var updates = new ArrayList<BulkOperation>();
        int duplicates = 0;
        for (int i = 0; i < known.size(); i++) {
            if (isSecondCopy(known.get(i), stored, i)) {
                duplicates++;
                updates.add(marking(known.get(i)));
            }
        }
        bulk.run(updates);
        return duplicates;
    }

    private static boolean isSecondCopy(HistoryEvent event, MgetResponse<JsonNode> stored, int number) {
        var answer = stored.docs().get(number);
        var first = answer.isResult() ? answer.result().source() : null;
        if (first == null) {
            return false;
        }
        boolean sameRecord = first.path("partition").asInt(-1) == event.place().partition()
                && first.path("offset").asLong(-1) == event.place().offset();
        return !sameRecord && first.path("duplicateAt").isMissingNode();
    }

    private static BulkOperation marking(HistoryEvent event) {
        return BulkOperation.of(it -> it.update(update -> update.id(
                        DocumentId.ofMessage(event.tenant(), event.messageId()))
                .routing(event.tenant())
                .action(action -> action.doc(Map.of("duplicateAt", event.times().resolvedAt())))));
    }
}
