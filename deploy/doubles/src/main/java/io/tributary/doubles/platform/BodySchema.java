package io.tributary.doubles.platform;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Judges a body by the platform's own published schema, so that a connector and its double cannot share a
 * misunderstanding. Formats (uuid, email) are asserted, not only noted.
 */
public final class BodySchema {

    // A body of thirty thousand broken rows must not be answered with thirty thousand sentences.
    private static final int ERRORS_REPORTED = 20;

    private final Schema schema;

    private BodySchema(Schema schema) {
        this.schema = schema;
    }

    public static BodySchema load(String name) {
        var resource = "/io/tributary/doubles/schemas/" + name + ".json";
        try (var stream = BodySchema.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("missing resource " + resource);
            }
            var text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            var registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
            return new BodySchema(registry.getSchema(text, InputFormat.JSON));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** What is wrong with the text, which must be JSON; empty when nothing is. */
    public List<Fault> faults(String json) {
        var errors = schema.validate(
                json,
                InputFormat.JSON,
                context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
        return errors.stream()
                .limit(ERRORS_REPORTED)
                .map(error -> new Fault(error.getInstanceLocation().toString(), error.getMessage()))
                .toList();
    }

    /** One broken rule and the pointer to where it was broken. */
    public record Fault(String pointer, String message) {}
}
