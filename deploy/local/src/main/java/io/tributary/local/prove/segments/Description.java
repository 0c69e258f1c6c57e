package io.tributary.local.prove.segments;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who is in which segment, by people's user ids: profile ids are made anew in each world. An id that is nobody's stands for
 * itself, and so is a difference.
 *
 * @param members by segment, as the public API lists them
 * @param recorded by segment, of whom the newest record of {@code cdp.memberships.v1} says that they are in; out and never
 *     mentioned are the same
 */
record Description(SortedMap<String, SortedSet<String>> members, SortedMap<String, SortedSet<String>> recorded) {

    /** What differs, in words; empty when the worlds are equal. */
    List<String> differencesTo(Description other) {
        var differences = new ArrayList<String>();
        compare("member of ", members, other.members, differences);
        compare("recorded in ", recorded, other.recorded, differences);
        return differences;
    }

    private static void compare(
            String what,
            SortedMap<String, SortedSet<String>> here,
            SortedMap<String, SortedSet<String>> there,
            List<String> differences) {
        var segments = new TreeSet<>(here.keySet());
        segments.addAll(there.keySet());
        for (var segment : segments) {
            var one = here.getOrDefault(segment, new TreeSet<>());
            var two = there.getOrDefault(segment, new TreeSet<>());
            only(one, two).forEach(it -> differences.add(it + " " + what + segment + " here only"));
            only(two, one).forEach(it -> differences.add(it + " " + what + segment + " there only"));
        }
    }

    private static SortedSet<String> only(SortedSet<String> one, Collection<String> other) {
        var only = new TreeSet<>(one);
        only.removeAll(other);
        return only;
    }

    /** Segments that would prove nothing: nobody is in them, or everybody. */
    List<String> trivial(int people) {
        return members.entrySet().stream()
                .filter(it -> it.getValue().isEmpty() || it.getValue().size() == people)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** How many stand in some segment, counted once for each. */
    long standings() {
        return members.values().stream().mapToLong(Collection::size).sum();
    }

    /** The same, but that somebody is in no list of that segment. */
    Description withoutMember(String segment) {
        return new Description(without(members, segment), recorded);
    }

    /** The same, but that the newest record of somebody says out. */
    Description withoutRecord(String segment) {
        return new Description(members, without(recorded, segment));
    }

    /** The same, but that a record says of somebody that they are in. */
    Description withRecord(String segment, String who) {
        var more = new TreeMap<>(recorded);
        var people = new TreeSet<>(recorded.getOrDefault(segment, new TreeSet<>()));
        people.add(who);
        more.put(segment, people);
        return new Description(members, more);
    }

    private static SortedMap<String, SortedSet<String>> without(
            SortedMap<String, SortedSet<String>> sets, String segment) {
        var fewer = new TreeMap<>(sets);
        var people = new TreeSet<>(sets.getOrDefault(segment, new TreeSet<>()));
        people.pollFirst();
        fewer.put(segment, people);
        return fewer;
    }
}
