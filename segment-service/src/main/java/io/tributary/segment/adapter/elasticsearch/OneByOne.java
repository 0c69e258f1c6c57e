package io.tributary.segment.adapter.elasticsearch;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import io.tributary.segment.feature.ProfileState;
import io.tributary.segment.preview.Judging;
import io.tributary.segment.preview.People.Question;
import io.tributary.segment.preview.TooManyPeople;
import java.util.List;
import java.util.function.BiConsumer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Decides those whom no query decides, page after page, so that memory stays bounded however many they are. */
final class OneByOne {

    private static final int MOST_READ = 2_000;

    private final StatePages pages;
    private final Judging judging;

    OneByOne(TenantSearch search, SearchIndex index, Judging judging) {
        this.pages = new StatePages(search, index);
        this.judging = judging;
    }

    /** Gives everybody whom the query finds to {@code take}, with what holds of them, question by question. */
    Mono<Void> each(
            String tenant,
            Query open,
            List<Question> questions,
            int most,
            BiConsumer<ProfileState, List<Boolean>> take) {
        if (open.isMatchNone()) {
            return Mono.empty();
        }
        return Mono.defer(() -> {
            var round = new Round(questions, most, take);
            return pages.page(tenant, open, null)
                    .expand(page -> page.isLast() ? Mono.empty() : pages.page(tenant, open, page.lastId(), page.next()))
                    .concatMap(page -> Flux.fromIterable(page.states()).concatMap(it -> look(it, round)), 1)
                    .then();
        });
    }

    private Mono<Void> look(ProfileState state, Round round) {
        boolean reads = round.questions.stream().anyMatch(it -> judging.mustRead(state, it));
        round.count(reads);
        if (reads) {
            return read(state, round);
        }
        round.take.accept(
                state,
                round.questions.stream().map(it -> judging.holds(state, it)).toList());
        return Mono.empty();
    }

    private Mono<Void> read(ProfileState state, Round round) {
        return Flux.fromIterable(round.questions)
                .concatMap(it -> judging.judge(state, it))
                .collectList()
                .doOnNext(holds -> round.take.accept(state, holds))
                .then();
    }

    /** Used by one subscriber, page after page. */
    private static final class Round {
        private final List<Question> questions;
        private final int most;
        private final BiConsumer<ProfileState, List<Boolean>> take;
        private int looked;
        private int read;

        Round(List<Question> questions, int most, BiConsumer<ProfileState, List<Boolean>> take) {
            this.questions = questions;
            this.most = most;
            this.take = take;
        }

        void count(boolean reads) {
            if (++looked > most) {
                throw TooManyPeople.toLookAt(most);
            }
            read += reads ? 1 : 0;
            if (read > MOST_READ) {
                throw TooManyPeople.toRead(MOST_READ);
            }
        }
    }
}
