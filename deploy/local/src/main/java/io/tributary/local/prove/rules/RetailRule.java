package io.tributary.local.prove.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * A rule over the Online Retail file, at the evening of its last day.
 *
 * @param key of the segment
 * @param size how many people it selects; a test asks SQL over the file
 */
public record RetailRule(String key, int size, String rule) {

    /** At least one of each kind of leaf, of each measure and of each window; a rule comes after those that it refers to. */
    public static List<RetailRule> all() {
        try (var file = RetailRule.class.getResourceAsStream("retail-rules.json")) {
            return new JsonMapper().readValue(file, new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException("the list of rules cannot be read", e);
        }
    }
}
