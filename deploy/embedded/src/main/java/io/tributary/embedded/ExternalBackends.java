package io.tributary.embedded;

import io.tributary.embedded.elasticsearch.ElasticsearchRecipe;
import io.tributary.embedded.kafka.KafkaRecipe;
import io.tributary.embedded.keycloak.KeycloakRecipe;
import io.tributary.embedded.keycloak.Realm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Servers that somebody else runs: their addresses are read from the configuration and each is waited for until it answers. */
final class ExternalBackends implements Backends {

    private static final long TURN_NANOS = 500_000_000L;

    private final BackendAddresses addresses;

    private ExternalBackends(BackendAddresses addresses) {
        this.addresses = addresses;
    }

    static Backends start(BackendsSpec spec, Properties properties, Map<String, String> environment) {
        BackendAddresses addresses = new ExternalSettings(properties, environment).addresses(spec.kinds());
        try {
            for (ServerKind kind : spec.kinds()) {
                awaitAnswer(kind, addresses, spec);
                spec.progress().say(kind.label(), "answers");
            }
        } catch (IOException failure) {
            throw new BackendsFailure(String.valueOf(failure.getMessage()), failure);
        }
        return new ExternalBackends(addresses);
    }

    private static void awaitAnswer(ServerKind kind, BackendAddresses addresses, BackendsSpec spec) throws IOException {
        long end = System.nanoTime() + spec.tuning().startLimit().toNanos();
        while (!answers(kind, addresses, spec.keycloakRealm())) {
            if (System.nanoTime() > end) {
                throw new IOException("the external " + kind.label() + " did not answer within "
                        + spec.tuning().startLimit().toSeconds() + " s: check cdp.backends." + kind.label() + ".*");
            }
            LockSupport.parkNanos(TURN_NANOS);
        }
    }

    private static boolean answers(ServerKind kind, BackendAddresses addresses, @Nullable Path realmFile)
            throws IOException {
        return switch (kind) {
            case POSTGRES -> addresses.requirePostgres().answers();
            case KAFKA -> KafkaRecipe.brokerIsKnown(addresses.requireKafka());
            case ELASTICSEARCH -> ElasticsearchRecipe.isHealthy(addresses.requireElasticsearch());
            case KEYCLOAK -> KeycloakRecipe.hasRealm(addresses.requireKeycloak(), realmName(realmFile));
        };
    }

    /** The realm must have been imported there: without it no token would be good. */
    private static String realmName(@Nullable Path realmFile) throws IOException {
        return realmFile == null ? "master" : Realm.in(realmFile).name();
    }

    @Override
    public BackendAddresses addresses() {
        return addresses;
    }

    @Override
    public Map<ServerKind, Long> pids() {
        return Map.of();
    }

    @Override
    public Map<ServerKind, ServerUsage> usage() {
        return Map.of();
    }

    @Override
    public void kill(ServerKind kind) {
        throw new UnsupportedOperationException("external servers are not ours to kill");
    }

    @Override
    public void restart(ServerKind kind) {
        throw new UnsupportedOperationException("external servers are not ours to restart");
    }

    @Override
    public void close() {
        // Nothing was started here.
    }
}
