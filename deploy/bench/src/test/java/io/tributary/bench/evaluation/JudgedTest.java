package io.tributary.bench.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JudgedTest {

    private final Judged judged = new Judged(50);

    @Test
    void changesMembershipsByWhatPeopleDoNext() {
        int changes = 0;
        for (int call = 0; call < judged.calls(); call++) {
            var state = judged.decode(judged.personOf(call));
            changes += judged.apply(judged.facts(call), state).changes().size();
        }

        assertThat(changes).isPositive();
    }

    @Test
    void changesNothingByJudgingAlone() {
        var states = judged.unpacked();

        for (int call = 0; call < judged.calls(); call++) {
            assertThat(judged.judge(judged.facts(call), states.get(judged.personOf(call)))
                            .changes())
                    .isEmpty();
        }
    }
}
