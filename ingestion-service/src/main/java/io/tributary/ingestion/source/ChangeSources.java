package io.tributary.ingestion.source;

import io.tributary.ingestion.fault.FaultName;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Creates and changes sources. A change is stored first, then taken over here at once and announced to the other
 * instances; an announcement that fails is made up for by {@link #announceMissed}.
 */
public final class ChangeSources {

    private static final Logger LOG = LoggerFactory.getLogger(ChangeSources.class);
    private static final int SWEEP = 500;

    /** Tells people that the key is public, and which of the two kinds it is. */
    private static final String READ_KEY_PREFIX = "rk_";

    private final Sources sources;
    private final SourceFeed feed;
    private final WriteKeys index;
    private final Clock realClock;
    private final Supplier<String> ids;
    private final Supplier<String> secrets;

    public ChangeSources(
            Sources sources,
            SourceFeed feed,
            WriteKeys index,
            Clock realClock,
            Supplier<String> ids,
            Supplier<String> secrets) {
        this.sources = sources;
        this.feed = feed;
        this.index = index;
        this.realClock = realClock;
        this.ids = ids;
        this.secrets = secrets;
    }

    /** With a first write key; empty when the tenant has a source of that key. */
    public Mono<NewKey> create(String tenant, String key, SourceSettings settings) {
        return Mono.defer(() -> {
            var secret = secrets.get();
            var first = keyOf(KeyKind.WRITE, secret);
            var source = new Source(tenant, ids.get(), key, settings, List.of(first), 1);
            return sources.add(source).flatMap(this::publish).map(stored -> new NewKey(stored, first.id(), secret));
        });
    }

    public Mono<Source> change(String tenant, String id, SourceSettings settings) {
        return sources.change(tenant, id, settings).flatMap(this::publish);
    }

    /** A new key; a read key only for a source that names its web origins. */
    public Mono<NewKeyAnswer> addKey(String tenant, String id, KeyKind kind, Ending ending) {
        return Mono.defer(() -> {
            var secret = kind == KeyKind.READ ? READ_KEY_PREFIX + secrets.get() : secrets.get();
            var added = keyOf(kind, secret);
            return sources.addKey(tenant, id, added, ending).flatMap(addition -> switch (addition) {
                case KeyAddition.Added(var stored) ->
                    publish(stored).map(it -> new NewKeyAnswer.Made(new NewKey(it, added.id(), secret)));
                case KeyAddition.NotAdded reason -> Mono.just(new NewKeyAnswer.NotMade(reason));
            });
        });
    }

    /** Real time from now on, for the end of a key. */
    public Instant in(Duration overlap) {
        return realClock.instant().plus(overlap);
    }

    public Mono<Source> revoke(String tenant, String id, KeyKind kind, String keyId) {
        return sources.revoke(tenant, id, kind, keyId).flatMap(this::publish);
    }

    /** Loads the index; to be called before the first request is answered. */
    public Mono<Void> load() {
        return sources.all().doOnNext(index::put).then();
    }

    /** Announces what a crash or a broker without answer left behind. */
    public Mono<Void> announceMissed() {
        return sources.unannounced(SWEEP)
                .doOnNext(index::put)
                .concatMap(this::announce)
                .then();
    }

    private Mono<Source> publish(Source stored) {
        index.put(stored);
        return announce(stored).thenReturn(stored);
    }

    /** Never fails: the change is stored, and the sweep repeats the announcement. */
    private Mono<Void> announce(Source stored) {
        return feed.announce(stored).then(sources.announced(stored)).onErrorResume(fault -> {
            LOG.warn("source {} could not be announced, it will be repeated: {}", stored.id(), FaultName.of(fault));
            return Mono.empty();
        });
    }

    private SourceKey keyOf(KeyKind kind, String secret) {
        return new SourceKey(kind, ids.get(), KeyHash.of(secret), realClock.instant(), null);
    }
}
