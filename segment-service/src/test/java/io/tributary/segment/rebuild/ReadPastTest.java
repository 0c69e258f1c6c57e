package io.tributary.segment.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.segment.history.EventDocuments;
import io.tributary.segment.history.EventHistory.Position;
import io.tributary.segment.history.HistoryEvent;
import io.tributary.segment.history.PastEvents;
import io.tributary.segment.redirect.SplitParts;
import java.util.ArrayList;
import java.util.HashMap;
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
    private int handedOut;
    private int largestPage;

    @Test
    void sendsAPartItsOwnEventsInPiecesAndThenTheEnd() {
        var past = new ArrayList<HistoryEvent>();
        IntStream.range(0, 1_200).forEach(it -> past.add(event("a" + it, it, "anna", "email:a1")));
        IntStream.range(0, 700).forEach(it -> past.add(event("b" + it, it, "anna", "email:b1")));
        past.add(event("before", 5, "bert", "email:b1"));

        long read = read(index(past), new WantedPast("acme", "bert", 7, PARTS));

        assertThat(read).isEqualTo(701);
        assertThat(sent).hasSize(702).doesNotHaveDuplicates().contains("b0", "b699", "before");
        assertThat(sent.getLast()).isEqualTo("complete bert@7");
        assertThat(pieces).isGreaterThan(1);
        assertThat(largestPage).isLessThanOrEqualTo(50);
        assertThat(reassigned).hasSize(700).contains("b0 bert", "b699 bert").doesNotContain("before bert");
    }

    @Test
    void completesAPartWithoutAPast() {
        read(index(List.of()), new WantedPast("acme", "anna", 7, PARTS));

        assertThat(sent).containsExactly("complete anna@7");
    }

    @Test
    void readsForAllPartsOfALargeSplitAboutWhatThereIs() {
        int people = 100;
        var partByDigest = new HashMap<String, String>();
        var past = new ArrayList<HistoryEvent>();
        for (int person = 0; person < people; person++) {
            partByDigest.put("d" + person, "p" + person);
            for (int it = 0; it < 40; it++) {
                past.add(event("m" + person + "-" + it, it, "p0", "email:d" + person));
            }
        }
        var parts = new SplitParts("p0", partByDigest, Map.of());

        long read = 0;
        for (int person = 0; person < people; person++) {
            read += read(index(past), new WantedPast("acme", "p" + person, 7, parts));
        }

        assertThat(read).isEqualTo(past.size());
        assertThat(handedOut).isLessThanOrEqualTo(2 * past.size());
    }

    @Test
    void goesOnBehindThePageThatWasReadWhenItPauses() {
        var past = IntStream.range(0, 120)
                .mapToObj(it -> event("b" + it, it, "anna", "email:b1"))
                .toList();
        var reading =
                new ReadPast(index(past), documents(), remembering()).of(new WantedPast("acme", "bert", 7, PARTS));

        var first = reading.next();
        int sentFirst = sent.size();
        var second = reading.next();
        var third = reading.next();

        assertThat(sentFirst).isEqualTo(50);
        assertThat(List.of(first.more(), second.more(), third.more())).containsExactly(true, true, false);
        assertThat(sent).hasSize(121).doesNotHaveDuplicates();
    }

    @Test
    void leavesWhatNamesNobodyWithWhomItWasUnderAndCountsIt() {
        var past = List.of(unidentified("m1", "anna"), unidentified("m2", "bert"));

        var page = new ReadPast(index(past), documents(), remembering())
                .of(new WantedPast("acme", "bert", 7, PARTS))
                .next();

        assertThat(sent).containsExactly("m2", "complete bert@7");
        assertThat(page.unidentified()).isEqualTo(1);
    }

    private long read(PastEvents index, WantedPast wanted) {
        var reading = new ReadPast(index, documents(), remembering()).of(wanted);
        var page = reading.next();
        long events = page.sent();
        while (page.more()) {
            page = reading.next();
            events += page.sent();
        }
        return events;
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
            public void forget(String tenant, List<String> messageIds) {
                throw new IllegalStateException("a past is only read");
            }

            @Override
            public void refresh() {}
        };
    }

    private PastEvents index(List<HistoryEvent> events) {
        var newestFirst = events.stream()
                .sorted((left, right) -> order(left, right.position()))
                .toList();
        return new PastEvents() {
            @Override
            public List<HistoryEvent> page(String tenant, Question question, @Nullable Position after, int limit) {
                var page = newestFirst.stream()
                        .filter(it -> question.profileIds().contains(it.profileId()))
                        .filter(it -> mayBe(question, it))
                        .filter(it -> after == null || order(it, after) > 0)
                        .limit(limit)
                        .toList();
                handedOut += page.size();
                largestPage = Math.max(largestPage, page.size());
                return page;
            }
        };
    }

    private static boolean mayBe(PastEvents.Question question, HistoryEvent event) {
        var identifiers = event.origin().identifiers();
        return identifiers.isEmpty()
                || question.homes().contains(event.profileId())
                || identifiers.stream().anyMatch(it -> question.digests().contains(it.substring(it.indexOf(':') + 1)));
    }

    private static int order(HistoryEvent event, Position other) {
        int byTime = Long.compare(other.timestamp(), event.times().timestamp());
        return byTime != 0 ? byTime : event.messageId().compareTo(other.messageId());
    }

    private static HistoryEvent unidentified(String messageId, String profile) {
        return event(messageId, 1, profile, List.of());
    }

    private static HistoryEvent event(String messageId, long at, String profile, String identifier) {
        return event(messageId, at, profile, List.of(identifier));
    }

    private static HistoryEvent event(String messageId, long at, String profile, List<String> identifiers) {
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
                new HistoryEvent.Origin(0, 0, identifiers),
                new HistoryEvent.Place(0, at),
                null);
    }
}
