package io.tributary.segment.adapter.elasticsearch;

import io.tributary.segment.feature.ComputedValue;
import io.tributary.segment.feature.Entry;
import io.tributary.segment.feature.ProfileState;
import io.tributary.segment.feature.Totals;
import io.tributary.segment.feature.TraitValue;
import io.tributary.segment.interval.Intervals;
import io.tributary.segment.rule.Value;
import java.io.ByteArrayOutputStream;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A profile as queries see it. Everything but the state's version and packed form is content: two states with equal
 * content answer every query alike.
 */
final class ProfileDocument {

    private static final JsonFactory JSON = new JsonFactory();
    /** Traits that people type into a search box; the others are found by rule. */
    private static final List<String> SEARCHED_TRAITS =
            List.of("name", "firstName", "lastName", "email", "phone", "username", "title");

    private static final int LONGEST_SEARCHED = 200;

    private ProfileDocument() {}

    static String segment(String key, int version) {
        return key + '@' + version;
    }

    static String reachable(String channel) {
        return channel + ":reachable";
    }

    static String lost(String channel, String reason) {
        return channel + ":-" + reason;
    }

    static String consent(String purpose, boolean granted) {
        return purpose + (granted ? "=granted" : "=denied");
    }

    /** What a sum is of: events of a name, a property, and all of them ({@code ever}) or those of an entry. */
    static String sumOf(String event, String property, boolean ever) {
        return event + TypedTerms.SEPARATOR + property + (ever ? TypedTerms.SEPARATOR + "ever" : "");
    }

    static byte[] content(ProfileState state) {
        var bytes = new ByteArrayOutputStream(2_048);
        try (var json = JSON.createGenerator(ObjectWriteContext.empty(), bytes, JsonEncoding.UTF8)) {
            json.writeStartObject();
            writeIdentity(json, state);
            writeTraits(json, state);
            writeVerdicts(json, state);
            writeActivity(json, state);
            writeSums(json, state);
            writeTotals(json, state);
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void writeIdentity(JsonGenerator json, ProfileState state) {
        json.writeStringProperty("tenant", state.tenant());
        json.writeStringProperty("profileId", state.profileId());
        writeTexts(json, "absorbed", state.absorbed());
        if (state.lastSeen() != Long.MIN_VALUE) {
            json.writeNumberProperty("lastSeen", state.lastSeen());
        }
        if (state.nextChange() != Intervals.FOR_EVER) {
            json.writeNumberProperty("nextChange", state.nextChange());
        }
        json.writeBooleanProperty("overflowing", state.overflowing());
        json.writeBooleanProperty("restricted", state.restricted());
    }

    private static void writeTraits(JsonGenerator json, ProfileState state) {
        var terms = new LinkedHashSet<String>();
        var names = new LinkedHashSet<String>();
        state.traits().forEach((name, trait) -> {
            var value = trait.value();
            if (value != null) {
                terms.addAll(TypedTerms.of(name, value));
                names.add(name + TypedTerms.SEPARATOR + value.kind());
            }
        });
        writeTexts(json, "traits", terms);
        writeTexts(json, "traitNames", names);
        writeTexts(
                json,
                "identifiers",
                state.identifiers().stream()
                        .map(it -> identifier(it.namespace(), it.value()))
                        .toList());
        writeTexts(
                json,
                "namespaces",
                state.identifiers().stream()
                        .map(it -> it.namespace())
                        .distinct()
                        .toList());
        writeTexts(json, "search", searched(state));
    }

    /** No rule asks for it: it is here because a document is written when its content is another. */
    private static String computed(String key, ComputedValue value) {
        return TypedTerms.number(key, value.value()) + TypedTerms.SEPARATOR + value.version();
    }

    static String identifier(String namespace, String value) {
        return namespace + TypedTerms.SEPARATOR + value;
    }

    private static Set<String> searched(ProfileState state) {
        var words = new LinkedHashSet<String>();
        state.identifiers().forEach(it -> words.add(searched(it.value())));
        var names = new StringBuilder();
        for (var name : SEARCHED_TRAITS) {
            TraitValue trait = state.traits().get(name);
            if (trait != null && trait.value() instanceof Value.Text(var text)) {
                words.add(searched(text));
                if (name.equals("firstName") || name.equals("lastName")) {
                    names.append(names.isEmpty() ? "" : " ").append(text);
                }
            }
        }
        if (!names.isEmpty()) {
            words.add(searched(names.toString()));
        }
        return words;
    }

    /** The form in which words and what people type are compared. */
    static String searched(String text) {
        var lower = TypedTerms.composed(text).toLowerCase(Locale.ROOT).strip();
        return lower.substring(0, Math.min(lower.length(), LONGEST_SEARCHED));
    }

    private static void writeVerdicts(JsonGenerator json, ProfileState state) {
        writeTexts(
                json,
                "consents",
                state.consents().entrySet().stream()
                        .map(it -> consent(it.getKey(), it.getValue()))
                        .toList());
        writeTexts(
                json,
                "reach",
                state.reachability().entrySet().stream()
                        .map(it -> it.getValue().reachable()
                                ? reachable(it.getKey())
                                : lost(it.getKey(), it.getValue().reason()))
                        .toList());
        writeTexts(
                json,
                "scores",
                state.scores().entrySet().stream()
                        .map(it -> TypedTerms.number(it.getKey(), it.getValue()))
                        .toList());
        writeTexts(
                json,
                "computed",
                state.computed().entrySet().stream()
                        .map(it -> computed(it.getKey(), it.getValue()))
                        .toList());
        writeTexts(
                json,
                "segments",
                state.memberships().entrySet().stream()
                        .filter(it -> it.getValue().member())
                        .map(it -> segment(it.getKey(), it.getValue().version()))
                        .toList());
    }

    private static void writeActivity(JsonGenerator json, ProfileState state) {
        json.writeArrayPropertyStart("activity");
        for (var entry : state.activity().all()) {
            json.writeStartObject();
            json.writeStringProperty("event", entry.event());
            json.writeNumberProperty("at", entry.at());
            json.writeNumberProperty("count", entry.count());
            if (entry.daily()) {
                json.writeBooleanProperty("daily", true);
            }
            var terms = new LinkedHashSet<String>();
            entry.properties().forEach((path, values) -> terms.addAll(TypedTerms.of(path, new Value.Many(values))));
            writeTexts(json, "properties", terms);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeSums(JsonGenerator json, ProfileState state) {
        json.writeArrayPropertyStart("sums");
        for (Entry entry : state.activity().all()) {
            entry.sums()
                    .forEach((property, sum) ->
                            writeSum(json, sumOf(entry.event(), property, false), entry.at(), sum.minorUnits()));
        }
        state.activity()
                .totals()
                .forEach((event, totals) -> totals.sums()
                        .forEach((property, sum) ->
                                writeSum(json, sumOf(event, property, true), totals.last(), sum.minorUnits())));
        json.writeEndArray();
    }

    private static void writeSum(JsonGenerator json, String of, long at, long minorUnits) {
        if (minorUnits != 0) {
            json.writeStartObject();
            json.writeStringProperty("of", of);
            json.writeNumberProperty("at", at);
            json.writeNumberProperty(minorUnits > 0 ? "plus" : "minus", Math.abs(minorUnits));
            json.writeEndObject();
        }
    }

    private static void writeTotals(JsonGenerator json, ProfileState state) {
        json.writeArrayPropertyStart("totals");
        for (var total : state.activity().totals().entrySet()) {
            Totals totals = total.getValue();
            json.writeStartObject();
            json.writeStringProperty("event", total.getKey());
            json.writeNumberProperty("first", totals.first());
            json.writeNumberProperty("last", totals.last());
            json.writeNumberProperty("count", totals.count());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeTexts(JsonGenerator json, String name, Collection<String> texts) {
        if (texts.isEmpty()) {
            return;
        }
        json.writeArrayPropertyStart(name);
        texts.forEach(json::writeString);
        json.writeEndArray();
    }
}
