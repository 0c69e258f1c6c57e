package io.tributary.identity.graph;

import io.tributary.identity.rules.IdentityRules;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Says whether profiles could be one under the rules, without joining them.
 *
 * @param at suite milliseconds at which the periods of limits end
 */
public record JoinCheck(IdentityRules rules, long at) {

    /** The label of the guard that would refuse the join of them all. */
    public Optional<String> refusal(Collection<Profile> profiles) {
        var drafts = profiles.stream().map(ProfileDraft::of).toList();
        return new Guards(rules).judge(drafts, List.of(), at).map(Guard::label);
    }
}
