package io.tributary.segment.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.segment.history.EventDocuments;
import io.tributary.segment.history.EventHistory.Position;
import io.tributary.segment.history.HistoryEvent;
import io.tributary.segment.history.PastEvents;
import io.tributary.segment.redirect.SplitParts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReadPastTest {

    private static final SplitParts PARTS =
            new SplitParts("anna", Map.of("a1", "anna", "b1", "bert"), Map.of("bert", "bert"));

    private final List<String> sent = new ArrayList<>();
    private final List<String> reassigned = new ArrayList<>();
    private int pieces;

    @Test
    void sendsAPartItsOwnEventsInPiecesAndThenTheEnd() {
        var past = new ArrayList<HistoryEvent>();
        IntStream.range(0, 1_200).forEach(it -> past.add(event("a" + it, it, "anna", "email:a1")));
        IntStream.range(0, 700).forEach(it -> past.add(event("b" + it, it, "anna", "email:b1")));
        past.add(event("before", 5, "bert", "email:b1"));

        long read =
                new ReadPast(index(past), documents(), remembering()).read(new WantedPast("acme", "bert", 7, PARTS));

        assertThat(read).isEqualTo(701);
        assertThat(sent).hasSize(702).doesNotHaveDuplicates().contains("b0", "b699", "before");
        assertThat(sent.getLast()).isEqualTo("complete bert@7");
        assertThat(pieces).isGreaterThan(1);
        assertThat(reassigned).hasSize(700).contains("b0 bert", "b699 bert").doesNotContain("before bert");
    }

    @Test
    void completesAPartWithoutAPast() {
        new ReadPast(index(List.of()), documents(), remembering()).read(new WantedPast("acme", "anna", 7, PARTS));

        assertThat(sent).containsExactly("complete anna@7");
    }

    private Pasts remembering() {
        return new Pasts() {
            @Override
            public void send(WantedPast to, List<HistoryEvent> events) {
                pieces++;
                events.forEach(it -> sent.add(it.messageId()));
            }

            @Override
            public void complete(WantedPast to) {
                sent.add("complete " + to.part() + "@" + to.graphNumber());
            }
        };
    }

    private EventDocuments documents() {
        return new EventDocuments() {
            @Override
            public String open() {
                return "one";
            }

            @Override
            public Outcome write(List<HistoryEvent> events) {
                throw new IllegalStateException("a past is only read");
            }

            @Override
            public void reassign(String tenant, List<String> messageIds, String profileId) {
                messageIds.forEach(it -> reassigned.add(it + " " + profileId));
            }

            @Override
            public void refresh() {}
        };
    }

    private static PastEvents index(List<HistoryEvent> events) {
        var newestFirst = events.stream()
                .sorted((left, right) -> order(left, right.position()))
                .toList();
        return new PastEvents() {
            @Override
            public List<HistoryEvent> page(
                    String tenant, Collection<String> profileIds, @Nullable Position after, int limit) {
                return newestFirst.stream()
                        .filter(it -> profileIds.contains(it.profileId()))
                        .filter(it -> after == null || order(it, after) > 0)
                        .limit(limit)
                        .toList();
            }
        };
    }

    private static int order(HistoryEvent event, Position other) {
        int byTime = Long.compare(other.timestamp(), event.times().timestamp());
        return byTime != 0 ? byTime : event.messageId().compareTo(other.messageId());
    }

    private static HistoryEvent event(String messageId, long at, String profile, String identifier) {
        return new HistoryEvent(
                "acme",
                messageId,
                profile,
                1,
                "track",
                "Order Completed",
                "",
                "web",
                new HistoryEvent.Ids("", "", "", ""),
                new HistoryEvent.Times(at, at, at, null, null, false),
                new HistoryEvent.Bodies("{}", "", "", "", "", 0, 0),
                new HistoryEvent.Origin(0, 0, List.of(identifier)),
                new HistoryEvent.Place(0, at),
                null);
    }
}
