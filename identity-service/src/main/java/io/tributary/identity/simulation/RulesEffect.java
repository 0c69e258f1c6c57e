package io.tributary.identity.simulation;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What other rules would make of the people there are.
 *
 * @param number the graph number of the people who were looked at
 * @param now what the present rules make of them, told again
 * @param then what the other rules would make of them
 * @param splits people of now who would be several
 * @param joins people who would be made of several of now
 * @param forgotten identifiers of now that would point at nobody
 * @param found identifiers that point at nobody now and would at somebody
 */
public record RulesEffect(
        long number, Looked looked, Made now, Made then, Regrouped splits, Regrouped joins, int forgotten, int found) {

    /**
     * Who was looked at.
     *
     * @param met how many identifiers the tenant has met; when it is more than were looked at, people were drawn at random
     * @param severed people who are left out although something links them with somebody who was looked at
     * @param different people who, told again under the present rules, come out otherwise than they are, because the graph
     *     does not remember everything; the larger it is, the less the rest means
     */
    public record Looked(int people, int identifiers, long met, int severed, int different) {}

    /**
     * People made by rules.
     *
     * @param refused by guard, how many identifiers were left out of somebody's events
     */
    public record Made(int people, Map<String, Integer> refused, int sharedDevices) {}

    /**
     * People who change, and some of them, those of the most parts first.
     *
     * @param samples each the parts of one of them
     */
    public record Regrouped(int people, List<List<Part>> samples) {}

    /**
     * A group of identifiers that are one person's before or after.
     *
     * @param profiles who holds them now
     * @param identifiers how many there are by namespace
     */
    public record Part(List<UUID> profiles, Map<String, Integer> identifiers) {}
}
