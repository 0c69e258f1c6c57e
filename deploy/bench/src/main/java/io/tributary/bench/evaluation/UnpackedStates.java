package io.tributary.bench.evaluation;

import io.tributary.segment.feature.ProfileState;
import io.tributary.segment.membership.Evaluation;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Events of people whose states are unpacked already, as those of busy people are; each iteration begins with them anew. */
@State(Scope.Thread)
public class UnpackedStates {

    @Param("20000")
    private int people;

    private Judged judged = Judged.NOBODY;
    private List<ProfileState> states = List.of();
    private int next;

    /** Once for each process. */
    @Setup(Level.Trial)
    public void prepare() {
        judged = new Judged(people);
    }

    /** Nobody remembers what was applied before. */
    @Setup(Level.Iteration)
    public void forget() {
        states = judged.unpacked();
    }

    /** Applies an event and judges the rules that read it. */
    @Benchmark
    public Evaluation event() {
        int call = next();
        return judged.apply(judged.facts(call), states.get(judged.personOf(call)));
    }

    /** Judges the rules that read an event, without applying it. */
    @Benchmark
    public Evaluation rules() {
        int call = next();
        return judged.judge(judged.facts(call), states.get(judged.personOf(call)));
    }

    private int next() {
        next = next + 1 < judged.calls() ? next + 1 : 0;
        return next;
    }
}
