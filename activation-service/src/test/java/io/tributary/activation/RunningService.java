package io.tributary.activation;

import static org.awaitility.Awaitility.await;

import io.tributary.activation.platform.FakePlatform;
import io.tributary.activation.platform.TokenIssuer;
import io.tributary.embedded.ServerKind;
import io.tributary.embedded.SharedBackends;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The real service on free ports, over real servers; it can be ended and started again where it was. */
final class RunningService implements AutoCloseable {

    static final int PARTITIONS = 3;
    static final byte[] SECRET = new byte[32];

    private final Map<String, Object> settings;
    private final ConfigurableApplicationContext context;

    private RunningService(Map<String, Object> settings) {
        this.settings = settings;
        this.context = new SpringApplicationBuilder(ActivationApplication.class)
                .run(settings.entrySet().stream()
                        .map(it -> "--" + it.getKey() + "=" + it.getValue())
                        .toArray(String[]::new));
    }

    static RunningService start(TokenIssuer issuer, FakePlatform platform) {
        SharedBackends.get(ServerKind.KAFKA, ServerKind.POSTGRES);
        var settings = new HashMap<String, Object>();
        settings.put("server.port", 0);
        settings.put("management.server.port", 0);
        settings.put("spring.datasource.url", SharedBackends.postgres("activation_privacy_it"));
        settings.put("spring.datasource.username", SharedBackends.postgresUser());
        settings.put("spring.datasource.password", SharedBackends.postgresPassword());
        settings.put("spring.kafka.bootstrap-servers", SharedBackends.kafkaBootstrap());
        settings.put("spring.security.oauth2.resourceserver.jwt.issuer-uri", issuer.issuer());
        settings.put("spring.security.oauth2.resourceserver.jwt.jwk-set-uri", issuer.issuer() + "/certs");
        settings.put("cdp.platform.secret", Base64.getEncoder().encodeToString(SECRET));
        settings.put("cdp.kafka.partitions", PARTITIONS);
        settings.put("cdp.activation.allowed-hosts", platform.host());
        return new RunningService(settings);
    }

    RunningService restarted() {
        close();
        return new RunningService(settings);
    }

    void awaitTopic(String topic, Duration patience) {
        try (var admin =
                Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, SharedBackends.kafkaBootstrap()))) {
            await().atMost(patience)
                    .until(() -> admin.listTopics().names().get().contains(topic));
        }
    }

    String uri() {
        return "http://127.0.0.1:"
                + Objects.requireNonNull(context.getEnvironment().getProperty("local.server.port"));
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** Past the service, on its own connections. */
    JdbcClient sql() {
        return context.getBean(JdbcClient.class);
    }

    @Override
    public void close() {
        context.close();
    }
}
