package io.tributary.identity.linkage;

import java.util.List;
import java.util.Optional;

/** Refuses groups that cannot be one person, whatever their values say. */
@FunctionalInterface
public interface JoinGuard {

    /** Lets every group be. */
    JoinGuard NONE = (_, _) -> Optional.empty();

    /** The name of the rule that the two groups' union would break; empty when it would break none. */
    Optional<String> refusal(List<Integer> one, List<Integer> other);
}
