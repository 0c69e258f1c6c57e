package io.tributary.identity.adapter.kafka;

import io.tributary.contracts.topic.ConsumerGroups;
import io.tributary.contracts.topic.Topic;

/** The two ways into identity: what happens now, and what is imported, replayed or historical. */
public enum Lane {
    LIVE(Topic.EVENTS, "cdp-identity"),
    BULK(Topic.EVENTS_BULK, ConsumerGroups.IDENTITY_BULK);

    private final Topic topic;
    private final String group;

    Lane(Topic topic, String group) {
        this.topic = topic;
        this.group = group;
    }

    public Topic topic() {
        return topic;
    }

    /** The consumer group; one per lane, so that pausing one lane never rebalances the other. */
    public String group() {
        return group;
    }

    public String label() {
        return switch (this) {
            case LIVE -> "live";
            case BULK -> "bulk";
        };
    }
}
