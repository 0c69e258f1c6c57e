package io.tributary.segment.personalization;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The read keys of all sources, as hashes, in memory: a key that is not here is unknown without asking a store. Safe for use
 * by many threads; lookups never wait.
 */
public final class ReadKeys {

    /**
     * A source as far as its read keys go.
     *
     * @param ends when each key ends (real time), by the SHA-256 of the key in hex
     */
    public record Source(String tenant, String id, boolean enabled, Set<String> origins, Map<String, Instant> ends) {

        public Source {
            origins = Set.copyOf(origins);
            ends = Map.copyOf(ends);
        }
    }

    private final Map<String, Source> byId = new HashMap<>();
    private final Map<String, Source> byKey = new ConcurrentHashMap<>();

    /** Takes over a source's state, which is newer than the one before. */
    public synchronized void put(Source source) {
        source.ends().keySet().forEach(it -> byKey.put(it, source));
        var before = byId.put(source.id(), source);
        if (before != null) {
            before.ends().keySet().stream()
                    .filter(it -> !source.ends().containsKey(it))
                    .forEach(byKey::remove);
        }
    }

    /**
     * What the key opens now.
     *
     * @param origin the page's Origin header; empty without one
     */
    public ReadKeyVerdict find(String readKey, String origin, Instant now) {
        var hash = sha256(readKey);
        var source = byKey.get(hash);
        if (source == null || !now.isBefore(source.ends().getOrDefault(hash, Instant.MIN))) {
            return new ReadKeyVerdict.Unknown();
        }
        if (!source.enabled()) {
            return new ReadKeyVerdict.SourceDisabled();
        }
        return source.origins().contains(origin)
                ? new ReadKeyVerdict.Granted(source.tenant())
                : new ReadKeyVerdict.OtherOrigin();
    }

    /** Keys are random and long, so a plain hash cannot be guessed back. */
    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
