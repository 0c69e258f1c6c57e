package io.tributary.segment.adapter.elasticsearch;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.VersionType;
import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import co.elastic.clients.util.BinaryData;
import co.elastic.clients.util.ContentType;
import io.tributary.segment.feature.ProfileState;
import io.tributary.segment.profile.ProfileDocuments;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes profile documents with the state's version as external version, and leaves out what no query could tell from
 * what was written last. One thread writes.
 */
final class ElasticProfileDocuments implements ProfileDocuments {

    private static final int REMEMBERED = 50_000;

    private final SearchIndex index;
    private String opened = "";
    private final Bulk bulk;
    private final Map<String, Long> written = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > REMEMBERED;
        }
    };

    ElasticProfileDocuments(ElasticsearchClient client, SearchIndex index) {
        this.index = index;
        this.bulk = new Bulk(client, index);
    }

    @Override
    public String open() {
        var id = index.open();
        if (!id.equals(opened)) {
            written.clear();
            opened = id;
        }
        return id;
    }

    @Override
    public List<Change> write(List<Change> changes) {
        var rejected = new ArrayList<Change>();
        var request = new Request();
        for (var change : changes) {
            add(change, request, rejected);
            // A document may be many times its packed state: no more of them are made than one request carries.
            if (request.bytes >= Bulk.REQUEST_BYTES) {
                send(request, rejected);
                request = new Request();
            }
        }
        send(request, rejected);
        return rejected;
    }

    /** What is written together. */
    private static final class Request {
        final List<BulkOperation> operations = new ArrayList<>();
        final List<Change> changes = new ArrayList<>();
        final Map<String, @Nullable Long> hashes = new HashMap<>();
        long bytes;
    }

    private void send(Request request, List<Change> rejected) {
        var outcomes = bulk.run(request.operations);
        remember(request.hashes);
        for (int i = 0; i < outcomes.size(); i++) {
            if (outcomes.get(i) == Bulk.Outcome.REJECTED) {
                rejected.add(request.changes.get(i));
            }
        }
    }

    @Override
    public void refresh() {
        index.refresh();
    }

    private void add(Change change, Request request, List<Change> rejected) {
        var id = DocumentId.ofProfile(change.tenant(), change.profileId());
        var packed = change.state();
        if (packed == null) {
            request.operations.add(
                    BulkOperation.of(it -> it.delete(delete -> delete.id(id).routing(change.tenant()))));
            request.hashes.put(id, null);
            request.changes.add(change);
            return;
        }
        try {
            add(change, id, bytes(packed), request);
        } catch (IllegalArgumentException e) {
            rejected.add(change);
        }
    }

    private void add(Change change, String id, byte[] packed, Request request) {
        var state = ProfileState.decode(packed);
        byte[] content = ProfileDocument.content(state);
        // Whoever asks for a statement anew knows of a document that is not what was written.
        long hash = hash(content) + state.restated();
        if (Long.valueOf(hash).equals(written.get(id))) {
            return;
        }
        var bytes = document(content, state.stateVersion(), packed);
        var document = BinaryData.of(bytes, ContentType.APPLICATION_JSON);
        request.operations.add(BulkOperation.of(it -> it.index(profile -> profile.id(id)
                .routing(change.tenant())
                .version(state.stateVersion())
                .versionType(VersionType.ExternalGte)
                .document(document))));
        request.hashes.put(id, hash);
        request.changes.add(change);
        request.bytes += bytes.length;
    }

    private void remember(Map<String, @Nullable Long> hashes) {
        hashes.forEach((id, hash) -> {
            if (hash == null) {
                written.remove(id);
            } else {
                written.put(id, hash);
            }
        });
    }

    private static byte[] document(byte[] content, long version, byte[] packed) {
        var bytes = new ByteArrayOutputStream(content.length + packed.length * 4 / 3 + 64);
        bytes.write(content, 0, content.length - 1);
        bytes.writeBytes((",\"stateVersion\":" + version + ",\"state\":\"").getBytes(StandardCharsets.US_ASCII));
        bytes.writeBytes(Base64.getEncoder().encode(packed));
        bytes.writeBytes("\"}".getBytes(StandardCharsets.US_ASCII));
        return bytes.toByteArray();
    }

    private static byte[] bytes(ByteBuffer packed) {
        byte[] bytes = new byte[packed.remaining()];
        packed.duplicate().get(bytes);
        return bytes;
    }

    private static long hash(byte[] content) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(content))
                    .getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
