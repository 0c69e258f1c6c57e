package io.tributary.segment.rule;

/**
 * One thing that is wrong with a rule.
 *
 * @param pointer JSON pointer to the node, relative to the rule; empty for the root and for text
 * @param position offset in characters for text, -1 for JSON
 * @param rule the broken rule in kebab-case, such as {@code unknown-operator}
 * @param message what is wrong, in words
 * @param hint what to write instead: the nearest known word, an example, or what to do
 */
public record RuleError(String pointer, int position, String rule, String message, String hint) {

    static RuleError at(String pointer, String rule, String message, String hint) {
        return new RuleError(pointer, -1, rule, message, hint);
    }
}
