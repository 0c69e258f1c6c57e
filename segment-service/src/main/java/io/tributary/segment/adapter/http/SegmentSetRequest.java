package io.tributary.segment.adapter.http;

import io.tributary.contracts.problem.ProblemType;
import io.tributary.segment.adapter.http.ProblemException.Violation;
import io.tributary.segment.registry.StageRules;
import io.tributary.segment.registry.WishedSet;
import io.tributary.segment.rule.Condition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A segment set as a client sends it: stages in their order, of which the last has no rule and takes everybody else. */
record SegmentSetRequest(@Nullable String key, @Nullable List<SegmentRequest> stages) {

    private static final int FEWEST = 2;
    private static final int MOST = 20;

    String newKey() {
        return SegmentRequest.newKey(key);
    }

    /** The key of a set that is there: the body may repeat it and must not differ. */
    void sameKey(String path) {
        if (key != null && !key.equals(path)) {
            throw invalid("/key", "unchangeable", "a key never changes");
        }
    }

    WishedSet wished(String setKey, RuleInput rules, Instant now, String account) {
        var sent = checked();
        var own = new ArrayList<Condition>();
        for (int i = 0; i < sent.size() - 1; i++) {
            var stage = sent.get(i);
            own.add(at(i, () -> stage.stageRule(rules)));
        }
        var exclusive = StageRules.exclusive(own);
        var wished = IntStream.range(0, sent.size())
                .mapToObj(i -> at(i, () -> stage(sent.get(i), rules.within(exclusive.get(i)), now, account)))
                .toList();
        return new WishedSet(setKey, wished, now, account);
    }

    private static WishedSet.Stage stage(SegmentRequest sent, Condition rule, Instant now, String account) {
        return new WishedSet.Stage(sent.newKey(), sent.version(rule, now, account));
    }

    private List<SegmentRequest> checked() {
        if (stages == null || stages.size() < FEWEST || stages.size() > MOST) {
            throw invalid("/stages", "size", "a set has " + FEWEST + " to " + MOST + " stages");
        }
        var keys = new HashSet<@Nullable String>();
        int last = stages.size() - 1;
        for (int i = 0; i <= last; i++) {
            if (!keys.add(stages.get(i).key())) {
                throw invalid("/stages/" + i + "/key", "unique", "each stage is another segment");
            }
            if (stages.get(i).isOfMembers()) {
                throw invalid(
                        "/stages/" + i + "/list", "stage", "a stage is no list; its rule may be segment(\"a list\")");
            }
        }
        if (hasRule(stages.get(last))) {
            throw invalid("/stages/" + last + "/rule", "absent", "the last stage takes everybody else");
        }
        return stages;
    }

    private static boolean hasRule(SegmentRequest stage) {
        var rule = stage.rule();
        return rule != null && !rule.isNull();
    }

    private static <T> T at(int place, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (ProblemException e) {
            throw e.under("/stages/" + place);
        }
    }

    private static ProblemException invalid(String pointer, String rule, String message) {
        return new ProblemException(
                ProblemType.INVALID_REQUEST,
                "Correct the fields that the violations name.",
                List.of(new Violation(pointer, rule, message)));
    }
}
