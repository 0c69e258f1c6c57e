package io.tributary.bench.evaluation;

import io.tributary.bench.rules.Lives;
import io.tributary.segment.membership.Evaluation;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** Events of people whose states are packed, as those of most people are; every event meets the state as it was before all. */
@State(Scope.Thread)
public class PackedStates {

    @Param("20000")
    private int people;

    private Judged judged = Judged.NOBODY;
    private int next;

    /** Once for each process. */
    @Setup(Level.Trial)
    public void prepare() {
        judged = new Judged(people);
    }

    /** Decodes the state, applies the event and judges the rules that read it. */
    @Benchmark
    public Evaluation event() {
        int call = next();
        return judged.apply(judged.facts(call), judged.decode(judged.personOf(call)));
    }

    /** The same from the event's JSON to the packed state. */
    @Benchmark
    public void whole(Blackhole hole) {
        int call = next();
        var state = judged.decode(judged.personOf(call));
        hole.consume(judged.apply(judged.read(call), state));
        hole.consume(state.encode(Lives.DAYS));
    }

    private int next() {
        next = next + 1 < judged.calls() ? next + 1 : 0;
        return next;
    }
}
