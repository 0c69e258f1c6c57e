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
        var operations = new ArrayList<BulkOperation>();
        var sent = new ArrayList<Change>();
        var hashes = new HashMap<String, @Nullable Long>();
        var rejected = new ArrayList<Change>();
        for (var change : changes) {
            var id = DocumentId.ofProfile(change.tenant(), change.profileId());
            var state = change.state();
            if (state == null) {
                operations.add(
                        BulkOperation.of(it -> it.delete(delete -> delete.id(id).routing(change.tenant()))));
                hashes.put(id, null);
                sent.add(change);
            } else {
                add(change, id, bytes(state), operations, sent, hashes, rejected);
            }
        }
        var outcomes = bulk.run(operations);
        remember(hashes);
        for (int i = 0; i < outcomes.size(); i++) {
            if (outcomes.get(i) == Bulk.Outcome.REJECTED) {
                rejected.add(sent.get(i));
            }
        }
        return rejected;
    }

    @Override
    public void refresh() {
        index.refresh();
    }

    private void add(
            Change change,
            String id,
            byte[] packed,
            List<BulkOperation> operations,
            List<Change> sent,
            Map<String, @Nullable Long> hashes,
            List<Change> rejected) {
        ProfileState state;
        try {
            state = ProfileState.decode(packed);
        } catch (IllegalArgumentException e) {
            rejected.add(change);
            return;
        }
        byte[] content = ProfileDocument.content(state);
        // Whoever asks for a statement anew knows of a document that is not what was written.
        long hash = hash(content) + state.restated();
        if (Long.valueOf(hash).equals(written.get(id))) {
            return;
        }
        var document = BinaryData.of(document(content, state.stateVersion(), packed), ContentType.APPLICATION_JSON);
        operations.add(BulkOperation.of(it -> it.index(profile -> profile.id(id)
                .routing(change.tenant())
                .version(state.stateVersion())
                .versionType(VersionType.ExternalGte)
                .document(document))));
        hashes.put(id, hash);
        sent.add(change);
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
