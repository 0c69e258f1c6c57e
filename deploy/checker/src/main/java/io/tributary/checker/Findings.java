package io.tributary.checker;

import io.tributary.checker.StoredEvents.Stored;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The differences between promise and store, each by name. Pure.
 *
 * @param missing promised message ids of which nothing is stored
 * @param copies message ids that are stored more than once
 * @param unpromised stored message ids that the client was never told are accepted
 * @param miscounted people whose count is not what they were promised: {@code person: promised 3, counted 4}
 * @param scattered people who are not exactly one profile
 * @param shared profiles that hold messages of several people
 * @param strangers profiles that hold no promised message
 */
record Findings(
        List<String> missing,
        List<String> copies,
        List<String> unpromised,
        List<String> miscounted,
        List<String> scattered,
        List<String> shared,
        List<String> strangers) {

    boolean isEmpty() {
        return missing.isEmpty()
                && copies.isEmpty()
                && unpromised.isEmpty()
                && miscounted.isEmpty()
                && scattered.isEmpty()
                && shared.isEmpty()
                && strangers.isEmpty();
    }

    /** @param counted how often each stored profile counted the event */
    static Findings of(Ledger ledger, List<Stored> stored, Map<String, Long> counted) {
        var copies = new TreeMap<String, Integer>();
        var profiles = new HashMap<String, Set<String>>();
        var owners = new TreeMap<String, Set<String>>();
        for (var document : stored) {
            copies.merge(document.messageId(), 1, Integer::sum);
            var promise = ledger.promises().get(document.messageId());
            if (promise != null) {
                profiles.computeIfAbsent(promise.person(), it -> new LinkedHashSet<>())
                        .add(document.profileId());
                owners.computeIfAbsent(document.profileId(), it -> new TreeSet<>())
                        .add(promise.person());
            }
        }
        var people = new People(ledger.countByPerson(), profiles, counted);
        return new Findings(
                ledger.promises().keySet().stream()
                        .filter(it -> !copies.containsKey(it))
                        .sorted()
                        .toList(),
                copies.entrySet().stream()
                        .filter(it -> it.getValue() > 1)
                        .map(it -> it.getKey() + ": " + it.getValue() + " documents")
                        .toList(),
                copies.keySet().stream()
                        .filter(it -> !ledger.promises().containsKey(it))
                        .toList(),
                people.miscounted(),
                people.scattered(),
                owners.entrySet().stream()
                        .filter(it -> it.getValue().size() > 1)
                        .map(it -> it.getKey() + ": " + it.getValue())
                        .toList(),
                new TreeSet<>(counted.keySet())
                        .stream().filter(it -> !owners.containsKey(it)).toList());
    }

    /**
     * @param promised counted calls by person
     * @param profiles the profile ids that a person's messages were resolved to; a profile that was merged into another
     *     is among them and no longer stored
     */
    private record People(Map<String, Long> promised, Map<String, Set<String>> profiles, Map<String, Long> counted) {

        List<String> miscounted() {
            var found = new ArrayList<String>();
            promised.forEach((person, promise) -> {
                long count = profilesOf(person).stream()
                        .mapToLong(it -> counted.getOrDefault(it, 0L))
                        .sum();
                if (count != promise) {
                    found.add(person + ": promised " + promise + ", counted " + count);
                }
            });
            return found;
        }

        List<String> scattered() {
            var found = new ArrayList<String>();
            for (var person : promised.keySet()) {
                long living =
                        profilesOf(person).stream().filter(counted::containsKey).count();
                if (living != 1) {
                    found.add(person + ": " + living + " profiles");
                }
            }
            return found;
        }

        private Set<String> profilesOf(String person) {
            return profiles.getOrDefault(person, Set.of());
        }
    }
}
