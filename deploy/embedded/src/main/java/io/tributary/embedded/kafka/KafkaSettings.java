package io.tributary.embedded.kafka;

import io.tributary.embedded.server.PortPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The broker's settings: one node, loopback, no automatic topics, small internal topics. What has expired or can be compacted
 * is looked for every few seconds instead of minutes: who sets a retention of seconds sees it kept.
 */
record KafkaSettings(PortPlan ports, Path logFolder) {

    void writeTo(Path file) throws IOException {
        Files.writeString(file, text());
    }

    String text() {
        return """
                process.roles=broker,controller
                node.id=1
                listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
                listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
                controller.listener.names=CONTROLLER
                inter.broker.listener.name=PLAINTEXT
                controller.quorum.voters=1@127.0.0.1:%2$d
                log.dirs=%3$s
                num.partitions=4
                default.replication.factor=1
                min.insync.replicas=1
                offsets.topic.replication.factor=1
                offsets.topic.num.partitions=4
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                transaction.state.log.num.partitions=4
                share.coordinator.state.topic.replication.factor=1
                share.coordinator.state.topic.min.isr=1
                share.coordinator.state.topic.num.partitions=4
                group.initial.rebalance.delay.ms=0
                auto.create.topics.enable=false
                num.network.threads=2
                num.io.threads=4
                background.threads=2
                log.cleaner.dedupe.buffer.size=16777216
                log.segment.bytes=134217728
                log.initial.task.delay.ms=1000
                log.retention.check.interval.ms=5000
                log.cleaner.backoff.ms=2000
                """.formatted(ports.kafka(), ports.kafkaController(), logFolder);
    }
}
