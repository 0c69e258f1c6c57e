package io.tributary.segment.feature;

import io.tributary.segment.rule.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Reads from a call what a profile remembers of it, in one pass over its JSON. Values beyond a cap are left out. */
public final class FactsReader {

    private static final int MAX_TRAIT_CHARACTERS = 1_024;
    private static final int MAX_PROPERTY_CHARACTERS = 256;

    private final SegmentCatalogue catalogue;

    public FactsReader(SegmentCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** The facts, or nothing when the JSON cannot be read. */
    public Optional<EventFacts> read(SourceCall call) {
        try {
            var properties = properties(call);
            return Optional.of(new EventFacts(
                    call.event(),
                    Math.floorDiv(call.at(), 1000L),
                    call.messageId(),
                    call.rank(),
                    different(properties),
                    sums(properties),
                    traits(call)));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private Map<String, List<Value>> properties(SourceCall call) {
        var properties = new LinkedHashMap<String, List<Value>>();
        if (call.event().isEmpty()) {
            return properties;
        }
        var own = new LinkedHashSet<String>();
        JsonScalars.read(call.properties(), (path, value) -> {
            if (value == null || isLong(value, MAX_PROPERTY_CHARACTERS)) {
                return;
            }
            if (catalogue.keeps(call.event(), path, own.contains(path) ? 0 : own.size())) {
                properties.computeIfAbsent(path, it -> new ArrayList<>()).add(value);
                own.add(path);
            }
        });
        nameThePage(call, properties);
        nameTheMoney(properties);
        return properties;
    }

    /** Some clients name a page beside its properties, some among them. */
    private static void nameThePage(SourceCall call, Map<String, List<Value>> properties) {
        var property = switch (call.kind()) {
            case PAGE -> "page_name";
            case SCREEN -> "screen_name";
            case IDENTIFY, TRACK, GROUP, ALIAS -> null;
        };
        if (property != null && !call.name().isEmpty()) {
            properties.put(property, List.of(new Value.Text(call.name())));
        } else if (property != null && properties.containsKey("name")) {
            properties.put(property, properties.getOrDefault("name", List.of()));
        }
    }

    /** A rule that names {@code value} means the revenue, else the total: one name for what an event is worth. */
    public static void nameTheMoney(Map<String, List<Value>> properties) {
        for (var money : List.of("revenue", "total")) {
            var worth = properties.get(money);
            if (worth != null && worth.stream().anyMatch(Value.Numeric.class::isInstance)) {
                properties.put("value", worth);
                return;
            }
        }
    }

    private NavigableMap<String, List<Value>> different(Map<String, List<Value>> properties) {
        var different = new TreeMap<String, List<Value>>();
        properties.forEach((path, values) -> different.put(
                path, values.stream().distinct().limit(catalogue.maxValues()).toList()));
        return different;
    }

    private static NavigableMap<String, Sum> sums(Map<String, List<Value>> properties) {
        var sums = new TreeMap<String, Sum>();
        properties.forEach((path, values) -> {
            for (var value : values) {
                if (value instanceof Value.Numeric(var number)) {
                    sums.merge(path, Sum.of(number), Sum::plus);
                }
            }
        });
        return sums;
    }

    private List<TraitChange> traits(SourceCall call) {
        var prefix = switch (call.kind()) {
            case IDENTIFY -> "";
            case GROUP -> "group.";
            case TRACK, PAGE, SCREEN, ALIAS -> null;
        };
        var traits = new LinkedHashMap<String, List<Value>>();
        var several = new LinkedHashSet<String>();
        if (prefix != null) {
            JsonScalars.read(call.traits(), new TraitScalars(prefix, traits, several, catalogue.maxValues()));
        }
        var changes = new ArrayList<TraitChange>(traits.size());
        traits.forEach((name, values) -> changes.add(new TraitChange(name, valueOf(values, several.contains(name)))));
        return changes;
    }

    private static @Nullable Value valueOf(List<Value> values, boolean several) {
        if (values.isEmpty()) {
            return null;
        }
        return several ? new Value.Many(values) : values.getFirst();
    }

    private static boolean isLong(Value value, int limit) {
        return value instanceof Value.Text(var text) && text.length() > limit;
    }

    private record TraitScalars(
            String prefix, Map<String, List<Value>> traits, LinkedHashSet<String> several, int maxValues)
            implements JsonScalars.Sink {

        @Override
        public void scalar(String path, @Nullable Value value) {
            var values = traits.computeIfAbsent(prefix + path, it -> new ArrayList<>());
            if (value != null && !isLong(value, MAX_TRAIT_CHARACTERS) && values.size() < maxValues) {
                values.add(value);
            }
            if (values.size() > 1) {
                several.add(prefix + path);
            }
        }

        @Override
        public void array(String path) {
            traits.computeIfAbsent(prefix + path, it -> new ArrayList<>());
            several.add(prefix + path);
        }
    }
}
