package io.tributary.activation.connector;

import io.tributary.activation.contact.Channel;
import java.util.List;

/**
 * What a platform can do, as far as the order and the size of requests depend on it.
 *
 * @param maxRows the most rows one addition carries
 * @param maxRemovals the most rows one removal carries
 * @param removesByWire whether a removal needs the value that was sent, not only its digest
 * @param identifiers the kinds of identifiers it takes; empty when a row is named by its profile
 * @param configFields names and meanings of a destination's configuration
 * @param secretFields names of the credentials it needs
 */
public record Capabilities(
        Channel channel,
        int maxRows,
        int maxRemovals,
        boolean removesByWire,
        List<String> identifiers,
        List<Field> configFields,
        List<String> secretFields) {

    /** One configuration field and what it is for. */
    public record Field(String name, boolean required, String meaning) {}

    public Capabilities {
        identifiers = List.copyOf(identifiers);
        configFields = List.copyOf(configFields);
        secretFields = List.copyOf(secretFields);
    }

    public int maxRows(Op op) {
        return op == Op.ADD ? maxRows : maxRemovals;
    }
}
