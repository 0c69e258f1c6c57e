package io.tributary.segment.redirect;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Whose events are whose after a profile was taken apart.
 *
 * @param from the profile that was taken apart
 * @param partByDigest the part of each identifier that the profile had, by digest in hex
 * @param leadsTo where each id that had been merged into the profile leads now
 */
public record SplitParts(String from, Map<String, String> partByDigest, Map<String, String> leadsTo) {

    /** Visits on shared devices are forgotten in time; their events stay with the person who had them. */
    private static final String VISIT = "device-session:";

    public SplitParts {
        partByDigest = Map.copyOf(partByDigest);
        leadsTo = Map.copyOf(leadsTo);
    }

    /** Every id under which events of the parts may be kept. */
    public Set<String> sources() {
        var sources = new TreeSet<>(leadsTo.keySet());
        sources.addAll(partByDigest.values());
        sources.add(from);
        return sources;
    }

    /** The ids that lead to a part, other than its own. */
    public List<String> absorbedBy(String part) {
        return leadsTo.entrySet().stream()
                .filter(it -> it.getValue().equals(part) && !it.getKey().equals(part))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** The identifiers, by digest in hex, that are the part's now. */
    public Set<String> digestsOf(String part) {
        return partByDigest.entrySet().stream()
                .filter(it -> it.getValue().equals(part))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** The ids whose events are the part's unless their identifiers say otherwise. */
    public Set<String> homesOf(String part) {
        return sources().stream()
                .filter(it -> leadsTo.getOrDefault(it, it).equals(part))
                .collect(Collectors.toSet());
    }

    /**
     * The part that an event belongs to, by the first of its own identifiers that the profile had; empty when all of them
     * have become somebody else's.
     *
     * @param profileId whose the event was
     * @param identifiers {@code namespace:digest}, strongest first
     */
    public Optional<String> homeOf(String profileId, List<String> identifiers) {
        for (var identifier : identifiers) {
            var part = partByDigest.get(identifier.substring(identifier.lastIndexOf(':') + 1));
            if (part != null) {
                return Optional.of(part);
            }
        }
        return identifiers.stream().allMatch(it -> it.startsWith(VISIT))
                ? Optional.of(leadsTo.getOrDefault(profileId, profileId))
                : Optional.empty();
    }
}
