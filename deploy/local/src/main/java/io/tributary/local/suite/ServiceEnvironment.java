package io.tributary.local.suite;

import io.tributary.embedded.Backends;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;

/** The environment of each service: the same names everywhere, and what only one of them reads. */
final class ServiceEnvironment {

    private static final String PARTITIONS = "4";

    private final SuiteSpec spec;
    private final Backends servers;

    ServiceEnvironment(SuiteSpec spec, Backends servers) {
        this.spec = spec;
        this.servers = servers;
    }

    Map<String, String> of(Service service) {
        var environment = new HashMap<>(common(service));
        environment.putAll(
                switch (service) {
                    case GATEWAY -> gateway();
                    case SEGMENT ->
                        Map.of(
                                "CDP_ELASTICSEARCH_URL",
                                        servers.elasticsearchUrl().toString(),
                                "CDP_SEGMENT_STATE_DIR",
                                        spec.data().streamsState().toString());
                    case ACTIVATION ->
                        Map.of(
                                "CDP_ENCRYPTION_KEY",
                                spec.data().secret("encryption"),
                                "CDP_ALLOWED_HOSTS",
                                "127.0.0.1:" + spec.ports().doubles());
                    case INGESTION ->
                        Map.of(
                                "CDP_INGESTION_IMPORTS_DIRECTORY",
                                spec.data().imports().toString());
                    case IDENTITY -> Map.of();
                });
        environment.putAll(spec.shape().environmentOf(service));
        return environment;
    }

    /** Of a second process beside the first: the same but for its ports and what it keeps on disk. */
    Map<String, String> ofSecond(Service service) {
        var environment = of(service);
        environment.put("SERVER_PORT", Integer.toString(spec.ports().ofSecond(service)));
        environment.put("MANAGEMENT_SERVER_PORT", Integer.toString(spec.ports().managementOfSecond(service)));
        if (service == Service.SEGMENT) {
            environment.put(
                    "CDP_SEGMENT_STATE_DIR", spec.data().secondStreamsState().toString());
        }
        return environment;
    }

    private Map<String, String> common(Service service) {
        var common = new HashMap<String, String>();
        common.put("CDP_KAFKA_BOOTSTRAP", servers.kafkaBootstrap());
        common.put("CDP_KAFKA_PARTITIONS", PARTITIONS);
        common.put("CDP_POSTGRES_URL", servers.postgresJdbcUrl(Database.NAME));
        common.put("CDP_POSTGRES_PASSWORD", service.login());
        common.put("CDP_ISSUER", servers.keycloakUrl().resolve("/realms/cdp").toString());
        common.put("CDP_PLATFORM_SECRET", spec.data().secret("platform"));
        common.put("SERVER_PORT", Integer.toString(spec.ports().of(service)));
        common.put("MANAGEMENT_SERVER_PORT", Integer.toString(spec.ports().managementOf(service)));
        if (Files.exists(spec.data().clockFile())) {
            common.put("CDP_CLOCK_FILE", spec.data().clockFile().toString());
        }
        return common;
    }

    private Map<String, String> gateway() {
        return Map.of(
                "CDP_GATEWAY_SERVICES_INGESTION_URL", url(Service.INGESTION),
                "CDP_GATEWAY_SERVICES_IDENTITY_URL", url(Service.IDENTITY),
                "CDP_GATEWAY_SERVICES_SEGMENT_URL", url(Service.SEGMENT),
                "CDP_GATEWAY_SERVICES_ACTIVATION_URL", url(Service.ACTIVATION));
    }

    private String url(Service service) {
        return "http://127.0.0.1:" + spec.ports().of(service);
    }
}
