package io.tributary.identity.adapter.kafka;

import io.tributary.identity.consent.Consent;
import io.tributary.identity.identifier.Candidate;
import io.tributary.identity.identifier.Namespace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads the few fields that identity looks at from an event's JSON, token by token, and skips the rest. */
final class JsonParts {

    private static final JsonFactory JSON = new JsonFactory();

    private JsonParts() {}

    /**
     * What a context says.
     *
     * @param consents purposes with the answer; an object without any denies {@link Consent#EVERY_PURPOSE}
     */
    record Context(Traits traits, List<Candidate> externalIds, Map<String, Boolean> consents) {

        /** Everything in it that may point at the person. */
        List<Candidate> candidates() {
            return Stream.concat(traits.candidates().stream(), externalIds.stream())
                    .toList();
        }
    }

    /**
     * What traits say: values that may point at the person, and how the person may be recognised.
     *
     * @param found as they were read
     * @param proved namespaces whose values in these traits are proved
     */
    record Traits(List<Candidate> found, TraitFields fields, Set<String> proved) {

        Traits() {
            this(new ArrayList<>(), new TraitFields(), new HashSet<>());
        }

        /** Known as proved are only those of this very object: an event may name the address of somebody else as well. */
        List<Candidate> candidates() {
            return found.stream()
                    .map(it -> proved.contains(it.namespace()) ? it.asProved() : it)
                    .toList();
        }
    }

    static Traits traits(byte[] json) {
        var traits = new Traits();
        if (json.length > 0) {
            try (var parser = JSON.createParser(ObjectReadContext.empty(), json)) {
                parser.nextToken();
                traits(parser, traits);
            }
        }
        return traits;
    }

    static Context context(byte[] json) {
        var context = new Context(new Traits(), new ArrayList<>(), new HashMap<>());
        if (json.length > 0) {
            try (var parser = JSON.createParser(ObjectReadContext.empty(), json)) {
                parser.nextToken();
                fields(parser, name -> {
                    switch (name) {
                        case "traits" -> traits(parser, context.traits());
                        case "externalIds" -> externalIds(parser, context.externalIds());
                        case "consent" -> consent(parser, context.consents());
                        default -> parser.skipChildren();
                    }
                });
            }
        }
        return context;
    }

    private static void traits(JsonParser parser, Traits traits) {
        fields(parser, name -> {
            if (isScalar(parser)) {
                scalar(name, parser, traits);
            } else if (parser.currentToken() == JsonToken.VALUE_TRUE) {
                proof(name).ifPresent(traits.proved()::add);
            } else if (name.equals("address")) {
                address(parser, traits.fields());
            }
            parser.skipChildren();
        });
    }

    /** The claims of OpenID Connect, and as traits are spelt. */
    private static Optional<String> proof(String name) {
        return switch (name) {
            case "email_verified", "emailVerified" -> Optional.of(Namespace.EMAIL);
            case "phone_verified", "phoneVerified", "phone_number_verified" -> Optional.of(Namespace.PHONE);
            default -> Optional.empty();
        };
    }

    private static void scalar(String name, JsonParser parser, Traits traits) {
        switch (name) {
            case "email" -> traits.found().add(new Candidate(Namespace.EMAIL, parser.getString()));
            case "phone" -> traits.found().add(new Candidate(Namespace.PHONE, parser.getString()));
            default -> {
                if (TraitFields.isKnown(name)) {
                    traits.fields().take(name, parser.getString());
                }
            }
        }
    }

    /** Only its own parts: an address may carry the name of somebody else. */
    private static void address(JsonParser parser, TraitFields traits) {
        fields(parser, name -> {
            if (isScalar(parser) && TraitFields.isOfAddress(name)) {
                traits.take(name, parser.getString());
            }
            parser.skipChildren();
        });
    }

    private static void externalIds(JsonParser parser, List<Candidate> candidates) {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            var fields = new HashMap<String, String>();
            fields(parser, name -> {
                if (isScalar(parser)) {
                    fields.put(name, parser.getString());
                }
                parser.skipChildren();
            });
            var id = fields.get("id");
            var type = fields.get("type");
            // Accounts are groups of people, and a group never merges anybody.
            if (id != null
                    && type != null
                    && fields.getOrDefault("collection", "users").equals("users")) {
                candidates.add(new Candidate(namespaceOf(type), id));
            }
        }
    }

    /** {@code android.idfa} and {@code gaClientId} as names that a rule can hold. */
    private static String namespaceOf(String type) {
        return type.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9_]", "_");
    }

    private static void consent(JsonParser parser, Map<String, Boolean> consents) {
        fields(parser, name -> {
            if (name.equals("categoryPreferences")) {
                boolean isObject = parser.currentToken() == JsonToken.START_OBJECT;
                var named = new AtomicBoolean();
                fields(parser, purpose -> {
                    named.set(true);
                    if (parser.currentToken() == JsonToken.VALUE_TRUE
                            || parser.currentToken() == JsonToken.VALUE_FALSE) {
                        consents.put(purpose, parser.currentToken() == JsonToken.VALUE_TRUE);
                    }
                    parser.skipChildren();
                });
                // A banner without a single yes says so by an empty object.
                if (isObject && !named.get()) {
                    consents.put(Consent.EVERY_PURPOSE, false);
                }
            } else {
                parser.skipChildren();
            }
        });
    }

    private interface Field {
        void read(String name);
    }

    /** Calls back at the value of each field of the object here; the callback leaves the parser at the value's end. */
    private static void fields(JsonParser parser, Field field) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = parser.currentName();
            parser.nextToken();
            field.read(name);
        }
    }

    private static boolean isScalar(JsonParser parser) {
        return parser.currentToken() == JsonToken.VALUE_STRING || parser.currentToken() == JsonToken.VALUE_NUMBER_INT;
    }
}
