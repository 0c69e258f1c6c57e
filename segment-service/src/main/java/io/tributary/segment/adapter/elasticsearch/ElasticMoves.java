package io.tributary.segment.adapter.elasticsearch;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import io.tributary.segment.backtest.Moved;
import io.tributary.segment.backtest.Moves;
import io.tributary.segment.preview.People.Question;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import reactor.core.publisher.Mono;

/** Counts whom a rule gains and loses between two instants by queries over both, and one by one who is open at either. */
final class ElasticMoves implements Moves {

    private static final int MOST_JUDGED = 200_000;

    private final TenantSearch search;
    private final SearchIndex index;
    private final OneByOne oneByOne;

    ElasticMoves(TenantSearch search, SearchIndex index, OneByOne oneByOne) {
        this.search = search;
        this.index = index;
        this.oneByOne = oneByOne;
    }

    /** Who is decided at both instants stays, enters, leaves or is in neither. */
    @Override
    public Mono<Moved> between(String tenant, Question before, Question after) {
        var was = compiled(before);
        var is = compiled(after);
        var certain = Mono.zip(
                        total(tenant, was.low(), is.low()),
                        total(tenant, is.low(), Bounds.negation(was.high())),
                        total(tenant, was.low(), Bounds.negation(is.high())))
                .map(it -> new Moved(it.getT1() + it.getT2(), it.getT2(), it.getT3(), 0));
        var open = ElasticPeople.evaluated(Bounds.either(was.open(), is.open()));
        return certain.flatMap(it -> judged(tenant, open, List.of(before, after), it));
    }

    private static Bounds compiled(Question question) {
        return new QueryCompiler(question.asOf(), question.zone(), question.past()).compile(question.rule());
    }

    private Mono<Long> total(String tenant, Query one, Query other) {
        var both = Bounds.conjunction(List.of(one, other));
        return both.isMatchNone()
                ? Mono.just(0L)
                : search.search(index, tenant, ElasticPeople.evaluated(both), it -> it.size(0))
                        .map(TenantSearch::total);
    }

    private Mono<Moved> judged(String tenant, Query open, List<Question> questions, Moved certain) {
        var moved = new AtomicReference<>(certain);
        return oneByOne.each(
                        tenant,
                        open,
                        questions,
                        MOST_JUDGED,
                        (state, holds) -> moved.set(moved.get().plus(holds.getFirst(), holds.getLast())))
                .then(Mono.fromSupplier(moved::get));
    }
}
