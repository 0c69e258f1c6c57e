package io.tributary.conformance.client;

import com.segment.analytics.Analytics;
import com.segment.analytics.Callback;
import com.segment.analytics.messages.AliasMessage;
import com.segment.analytics.messages.GroupMessage;
import com.segment.analytics.messages.IdentifyMessage;
import com.segment.analytics.messages.Message;
import com.segment.analytics.messages.MessageBuilder;
import com.segment.analytics.messages.PageMessage;
import com.segment.analytics.messages.ScreenMessage;
import com.segment.analytics.messages.TrackMessage;
import io.tributary.conformance.script.Script;
import java.net.URI;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Segment's library for Java. */
public final class SegmentJava implements Client {

    /** Longer than the library's own pauses between two attempts, which begin at 15 s. */
    private static final long PATIENCE_SECONDS = 180;

    @Override
    public String name() {
        return "segment-java";
    }

    @Override
    public String published() {
        return "com.segment.analytics.java:analytics:3.5.4";
    }

    @Override
    public List<String> calls() {
        return Calls.ALL;
    }

    @Override
    public @Nullable String missing() {
        return null;
    }

    @Override
    public List<String> send(URI host, String writeKey, Script script) {
        var outcome = new Outcome(script.calls().size());
        var analytics = Analytics.builder(writeKey)
                .endpoint(host.toString())
                .flushQueueSize(script.calls().size())
                .flushInterval(1, TimeUnit.SECONDS)
                .callback(outcome)
                .build();
        script.calls().forEach(it -> analytics.enqueue(message(it)));
        analytics.flush();
        outcome.await();
        analytics.shutdown();
        return outcome.faults();
    }

    private static MessageBuilder<?, ?> message(JsonNode call) {
        var type = call.path("type").asString();
        return switch (type) {
            case "identify" -> with(call, IdentifyMessage.builder().traits(Script.map(call, "traits")));
            case "track" ->
                with(call, TrackMessage.builder(text(call, "event")).properties(Script.map(call, "properties")));
            case "page" ->
                with(
                        call,
                        PageMessage.builder(text(call, "name"))
                                .category(text(call, "category"))
                                .properties(Script.map(call, "properties")));
            case "screen" ->
                with(call, ScreenMessage.builder(text(call, "name")).properties(Script.map(call, "properties")));
            case "group" ->
                with(call, GroupMessage.builder(text(call, "groupId")).traits(Script.map(call, "traits")));
            case "alias" -> with(call, AliasMessage.builder(text(call, "previousId")));
            default -> throw new IllegalArgumentException(type);
        };
    }

    private static <M extends Message, B extends MessageBuilder<M, B>> B with(JsonNode call, B builder) {
        builder.userId(text(call, "userId"));
        if (call.has("anonymousId")) {
            builder.anonymousId(text(call, "anonymousId"));
        }
        if (call.has("timestamp")) {
            builder.timestamp(Date.from(Instant.parse(text(call, "timestamp"))));
        }
        if (call.has("context")) {
            builder.context(Script.map(call, "context"));
        }
        return builder;
    }

    private static String text(JsonNode call, String member) {
        return call.path(member).asString();
    }

    /** What the library says of each message, and when it has said it of all. */
    private static final class Outcome implements Callback {

        private final CountDownLatch open;
        private final List<String> faults = new CopyOnWriteArrayList<>();

        Outcome(int messages) {
            open = new CountDownLatch(messages);
        }

        @Override
        public void success(Message message) {
            open.countDown();
        }

        @Override
        public void failure(Message message, Throwable fault) {
            faults.add(message.type() + ": " + fault.getMessage());
            open.countDown();
        }

        void await() {
            try {
                if (!open.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    faults.add(open.getCount() + " messages without a word for " + PATIENCE_SECONDS + " s");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                faults.add("interrupted");
            }
        }

        List<String> faults() {
            return List.copyOf(faults);
        }
    }
}
