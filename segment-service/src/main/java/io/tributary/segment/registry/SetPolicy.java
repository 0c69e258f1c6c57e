package io.tributary.segment.registry;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Decides every change of segment sets, over the decisions about their stages: a stage is an ordinary segment, and all
 * stages of a set change together. Pure: the caller holds the tenant's lock and writes what comes out.
 */
public final class SetPolicy {

    static final int MOST = 100;

    private SetPolicy() {}

    /** A new set, as a draft. */
    public static SetVerdict create(Registry registry, WishedSet wished) {
        var present = registry.set(wished.key());
        if (present != null) {
            return new SetVerdict.KeyTaken(wished.key(), present.status());
        }
        return registry.sets().size() >= MOST
                ? new SetVerdict.TooMany(MOST)
                : arrange(registry, SegmentSet.first(wished), wished, List.of());
    }

    /** Other stages or other rules as a draft; what is published goes on deciding. */
    public static SetVerdict revise(Registry registry, WishedSet wished) {
        return onLiving(registry, wished.key(), (set, stages) -> {
            var keys = wished.stageKeys();
            var dropped = set.stages().stream()
                    .filter(it -> !keys.contains(it) && !set.published().contains(it))
                    .toList();
            var verdict = arrange(registry, set.revised(wished), wished, dropped);
            boolean isAsBefore = verdict instanceof SetVerdict.Changed changed
                    && changed.segments().isEmpty()
                    && keys.equals(set.stages());
            return isAsBefore ? new SetVerdict.Unchanged(set) : verdict;
        });
    }

    /** The newest versions of all stages decide from now on; stages that were left out are retired. */
    public static SetVerdict publish(Registry registry, String key, Instant now) {
        return onLiving(registry, key, (set, stages) -> {
            for (var stage : set.stages()) {
                stages.take(stage, RegistryPolicy.publish(stages.registry, stage, now));
            }
            stages.retire(set.leaving());
            return stages.changes.isEmpty() && set.published().equals(set.stages())
                    ? stages.unlessRefused(new SetVerdict.Unchanged(set))
                    : stages.changed(set.published(now));
        });
    }

    /** Nobody is in any stage any more, and no key is used again. Refused while others refer to a stage. */
    public static SetVerdict retire(Registry registry, String key) {
        var set = registry.set(key);
        if (set != null && set.status() == SegmentStatus.RETIRED) {
            return new SetVerdict.Unchanged(set);
        }
        return onLiving(registry, key, (living, stages) -> {
            stages.retire(living.owned());
            return stages.changed(living.retired());
        });
    }

    private static SetVerdict arrange(Registry registry, SegmentSet set, WishedSet wished, List<String> dropped) {
        var stages = new Stages(registry.withoutSets());
        for (var stage : wished.stages()) {
            var owner = registry.setOf(stage.key());
            var present = registry.find(stage.key());
            boolean isOwn = owner != null && owner.equals(set.key());
            stages.take(
                    stage.key(),
                    present != null && isOwn
                            ? RegistryPolicy.revise(stages.registry, stage.key(), stage.version())
                            : RegistryPolicy.create(stages.registry, stage.key(), stage.version()));
        }
        stages.retire(dropped);
        return stages.changed(set);
    }

    private static SetVerdict onLiving(
            Registry registry, String key, BiFunction<SegmentSet, Stages, SetVerdict> decision) {
        var set = registry.set(key);
        if (set == null) {
            return new SetVerdict.NotFound(key);
        }
        return set.status() == SegmentStatus.RETIRED
                ? new SetVerdict.Retired(key)
                : decision.apply(set, new Stages(registry.withoutSets()));
    }

    /** Decisions about stages one after the other, each on what those before it have come to. */
    private static final class Stages {
        private final List<RegistryVerdict.Changed> changes = new ArrayList<>();
        private Registry registry;
        private SetVerdict.@Nullable StageRefused refused;

        Stages(Registry registry) {
            this.registry = registry;
        }

        void take(String stage, RegistryVerdict verdict) {
            if (refused != null || verdict instanceof RegistryVerdict.Unchanged) {
                return;
            }
            if (verdict instanceof RegistryVerdict.Changed changed) {
                changes.add(changed);
                registry = registry.with(changed.segment());
            } else {
                refused = new SetVerdict.StageRefused(stage, verdict);
            }
        }

        /** From the last to the first: later stages may refer to earlier ones. */
        void retire(List<String> keys) {
            for (var key : keys.reversed()) {
                take(key, RegistryPolicy.retire(registry, key));
            }
        }

        SetVerdict changed(SegmentSet set) {
            return unlessRefused(new SetVerdict.Changed(set, List.copyOf(changes)));
        }

        SetVerdict unlessRefused(SetVerdict otherwise) {
            return refused != null ? refused : otherwise;
        }
    }
}
