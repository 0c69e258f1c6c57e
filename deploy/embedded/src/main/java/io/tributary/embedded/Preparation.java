package io.tributary.embedded;

import io.tributary.embedded.cache.PreparedFolders;
import io.tributary.embedded.elasticsearch.ElasticsearchFiles;
import io.tributary.embedded.elasticsearch.ElasticsearchTraining;
import io.tributary.embedded.fetch.MavenFetch;
import io.tributary.embedded.kafka.KafkaFiles;
import io.tributary.embedded.kafka.KafkaTraining;
import io.tributary.embedded.keycloak.KeycloakDatabase;
import io.tributary.embedded.keycloak.KeycloakFiles;
import io.tributary.embedded.postgres.PostgresFiles;
import io.tributary.embedded.process.ChildProcesses;
import io.tributary.embedded.process.Jdk;
import io.tributary.embedded.server.JvmOptions;
import io.tributary.embedded.server.Workshop;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Makes, once per machine, what the servers of a specification need; a second call finds it and does nothing. */
final class Preparation {

    private final BackendsSpec spec;
    private final Workshop workshop;

    private Preparation(BackendsSpec spec, Workshop workshop) {
        this.spec = spec;
        this.workshop = workshop;
    }

    static Preparation with(BackendsSpec spec, ChildProcesses children) throws IOException {
        if (!"Linux".equals(System.getProperty("os.name")) || !"amd64".equals(System.getProperty("os.arch"))) {
            throw new IOException(
                    "embedded servers need Linux on x86-64: elsewhere use backends=containers or backends=external");
        }
        Path root = PreparedFolders.rootOf(System.getenv(), Path.of(System.getProperty("user.home")));
        Jdk jdk = Jdk.find(System.getenv());
        MavenFetch maven = new MavenFetch(children, jdk, line -> spec.progress().say("fetch", line));
        return new Preparation(
                spec, new Workshop(new PreparedFolders(root), maven, children, jdk, spec.progress()::say));
    }

    Workshop workshop() {
        return workshop;
    }

    /** Prepares everything; what each server needs is asked again, and then found, when it is started. */
    void all() throws IOException {
        if (spec.kinds().contains(ServerKind.KAFKA)) {
            kafkaOptions();
        }
        if (spec.kinds().contains(ServerKind.ELASTICSEARCH)) {
            elasticsearchOptions();
        }
        if (spec.kinds().contains(ServerKind.KEYCLOAK)) {
            keycloakOptions();
        }
        postgresTemplate();
    }

    Path kafkaPrograms() throws IOException {
        return new KafkaFiles(workshop).programs();
    }

    JvmOptions kafkaOptions() throws IOException {
        JvmOptions options = options(ServerKind.KAFKA);
        Path programs = kafkaPrograms();
        return spec.tuning().training() ? new KafkaTraining(workshop, programs).trained(options) : options;
    }

    Path elasticsearchPrograms() throws IOException {
        return new ElasticsearchFiles(workshop).programs();
    }

    JvmOptions elasticsearchOptions() throws IOException {
        JvmOptions options = options(ServerKind.ELASTICSEARCH);
        Path programs = elasticsearchPrograms();
        return spec.tuning().training() ? new ElasticsearchTraining(workshop, programs).trained(options) : options;
    }

    Path keycloakPrograms() throws IOException {
        return new KeycloakFiles(workshop).programs();
    }

    JvmOptions keycloakOptions() throws IOException {
        JvmOptions options = options(ServerKind.KEYCLOAK);
        KeycloakDatabase database = new KeycloakDatabase(workshop, keycloakPrograms());
        return spec.tuning().training() ? database.trained(options) : options;
    }

    Path postgresPrograms() throws IOException {
        return new PostgresFiles(workshop).programs();
    }

    /** The cluster that a new data folder begins with: empty, or with Keycloak's schema when Keycloak is wanted. */
    Path postgresTemplate() throws IOException {
        return spec.kinds().contains(ServerKind.KEYCLOAK)
                ? new KeycloakDatabase(workshop, keycloakPrograms()).cluster(options(ServerKind.KEYCLOAK))
                : new PostgresFiles(workshop).emptyCluster();
    }

    private JvmOptions options(ServerKind kind) {
        return new JvmOptions(
                spec.tuning().heapOf(kind), spec.tuning().firstTierOnly().contains(kind), List.of());
    }
}
