package io.tributary.segment.computed;

/** A computed trait as it stands: its newest version decides the number of everybody, until the trait is retired. */
public record ComputedTrait(String key, TraitStatus status, TraitVersion latest) {

    public boolean isLive() {
        return status == TraitStatus.LIVE;
    }

    /** The same with another version, which decides at once. */
    public ComputedTrait with(TraitVersion version) {
        return new ComputedTrait(key, status, version);
    }

    /** The same, for the last time. */
    public ComputedTrait retired() {
        return new ComputedTrait(key, TraitStatus.RETIRED, latest);
    }
}
