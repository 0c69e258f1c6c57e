package io.tributary.gateway.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;

class ChainTest {

    /** A log in memory that anybody may tamper with. */
    private static final class Tampered implements AuditLog {

        private final List<Link> links;
        private final Chain head;

        Tampered(List<Link> links, Chain head) {
            this.links = links;
            this.head = head;
        }

        @Override
        public Mono<List<Link>> before(String tenant, long before, int limit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Mono<List<Link>> after(String tenant, long after, int limit) {
            return Mono.just(links.stream()
                    .filter(it -> it.number() > after)
                    .limit(limit)
                    .toList());
        }

        @Override
        public Mono<Chain> head(String tenant) {
            return Mono.just(head);
        }
    }

    static LongStream seeds() {
        return LongStream.range(0, 60);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void showsWhateverWasChangedDroppedOrMoved(long seed) {
        var random = new Random(seed);
        var links = links(random, 1 + random.nextInt(1200));
        var head = headOf(links);
        int victim = random.nextInt(links.size());

        var tampered = tamper(links, victim, random);

        assertThat(verdict(links, head)).as("seed %d", seed).isEqualTo(new VerifyChain.Verdict.Intact(head));
        var broken = verdict(tampered, head);
        assertThat(broken).as("seed %d", seed).isInstanceOf(VerifyChain.Verdict.Broken.class);
        assertThat(((VerifyChain.Verdict.Broken) broken).number())
                .as("seed %d", seed)
                .isEqualTo(victim + 1L);
    }

    @Test
    void isIntactWithoutEntries() {
        assertThat(verdict(List.of(), Chain.EMPTY)).isEqualTo(new VerifyChain.Verdict.Intact(Chain.EMPTY));
    }

    @Test
    void tellsNeighbouringFieldsApart() {
        var one = Chain.EMPTY.next(entry("ab", "c"));
        var other = Chain.EMPTY.next(entry("a", "bc"));

        assertThat(one.hash()).isNotEqualTo(other.hash());
    }

    private static VerifyChain.Verdict verdict(List<Link> links, Chain head) {
        return Objects.requireNonNull(
                new VerifyChain(new Tampered(links, head)).verify("acme").block());
    }

    private static List<Link> links(Random random, int count) {
        var chain = Chain.EMPTY;
        var links = new ArrayList<Link>();
        for (int i = 0; i < count; i++) {
            var link = chain.next(entry("actor-" + random.nextInt(5), "POST /api/v1/thing-" + random.nextInt(9)));
            links.add(link);
            chain = chain.with(link);
        }
        return links;
    }

    private static Chain headOf(List<Link> links) {
        return new Chain(links.getLast().number(), links.getLast().hash());
    }

    private static List<Link> tamper(List<Link> links, int victim, Random random) {
        var tampered = new ArrayList<>(links);
        var link = links.get(victim);
        switch (random.nextInt(3)) {
            case 0 -> tampered.set(victim, new Link(link.number(), entry("somebody", "else"), link.hash()));
            case 1 -> tampered.set(victim, new Link(link.number(), link.entry(), "f".repeat(64)));
            default -> tampered.remove(victim);
        }
        return tampered;
    }

    private static AuditEntry entry(String actor, String action) {
        return new AuditEntry("acme", Instant.EPOCH, actor, action, "", "200", "trace", "gateway");
    }
}
