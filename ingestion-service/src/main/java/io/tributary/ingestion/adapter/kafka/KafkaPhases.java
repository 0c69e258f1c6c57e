package io.tributary.ingestion.adapter.kafka;

/** The order in which the Kafka side starts: topics, then views, then the web server, then listeners. */
final class KafkaPhases {

    static final int TOPICS = -200;
    static final int VIEWS = -100;

    private KafkaPhases() {}
}
