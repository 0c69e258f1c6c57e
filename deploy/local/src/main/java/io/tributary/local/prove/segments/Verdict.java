package io.tributary.local.prove.segments;

import java.util.List;

/** What came of a proof, stage by stage. */
public record Verdict(List<Stage> stages) {

    /**
     * One stage.
     *
     * @param name what is asked
     * @param holds whether the answer is as it must be
     * @param figures in words
     */
    public record Stage(String name, boolean holds, String figures) {

        String words() {
            return name + ": " + figures + (holds ? "" : "   DOES NOT HOLD");
        }
    }

    public Verdict {
        stages = List.copyOf(stages);
    }

    public boolean holds() {
        return !stages.isEmpty() && stages.stream().allMatch(Stage::holds);
    }

    /** The names of those that do not. */
    public List<String> broken() {
        return stages.stream().filter(it -> !it.holds()).map(Stage::name).toList();
    }
}
