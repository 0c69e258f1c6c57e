package io.tributary.local.prove.takeback;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * Everything by which two worlds can be told apart, in words. Ids of profiles are replaced by names: they are made anew in
 * each world.
 *
 * @param said what was looked at, in a fixed order, and how it is
 */
record Description(Map<String, String> said) {

    static Description of(World world) {
        var said = new LinkedHashMap<String, String>();
        var names = new TreeMap<String, String>();
        for (var person : Story.PEOPLE) {
            var profile = world.find(person);
            var id = profile.path("id").asString();
            names.merge(id, person, (one, other) -> one + " and " + other);
            describe(person, profile, said);
            var events = world.events(id);
            said.put(person + ": events", events.size() + " " + String.join(" ", events));
            said.put(person + ": contact points", world.contactPoints(id).toString());
        }
        for (var audience : world.pushed()) {
            var held = new TreeSet<String>();
            world.held(audience).forEach(it -> held.add(names.getOrDefault(it, it)));
            said.put("held by " + audience, held.toString());
        }
        return new Description(said);
    }

    private static void describe(String person, JsonNode profile, Map<String, String> said) {
        var identifiers = new TreeSet<String>();
        profile.path("identifiers")
                .forEach(it -> identifiers.add(
                        it.path("namespace").asString() + " " + it.path("value").asString()));
        said.put(person + ": identifiers", identifiers.toString());
        said.put(person + ": traits", profile.path("traits").toString());
        said.put(person + ": consents", profile.path("consents").toString());
        // Since when is left out: of a rule about traits it is the moment in which the world heard of them.
        var memberships = new TreeSet<String>();
        profile.path("memberships")
                .forEach(it -> memberships.add(it.path("segmentKey").asString() + "@"
                        + it.path("version").asInt()));
        said.put(person + ": memberships", memberships.toString());
        said.put(person + ": last seen", profile.path("lastSeen").toString());
    }

    List<String> differencesTo(Description other) {
        var differences = new ArrayList<String>();
        said.forEach((what, value) -> {
            if (!value.equals(other.said.get(what))) {
                differences.add(what + "\n      here  " + value + "\n      there " + other.said.get(what));
            }
        });
        return differences;
    }
}
