package io.tributary.segment.export;

import io.tributary.segment.feature.ProfileState;
import io.tributary.segment.rule.Value;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A member as a row: profile, membership, identifiers, then traits under their names. The four usual namespaces have columns
 * of their own, others identifier_*; several values of a namespace are an array, as text.
 */
public final class MemberRows {

    static final List<String> COLUMNS =
            List.of("profile_id", "segment_id", "version", "since", "user_id", "anonymous_id", "email", "phone");

    private static final Set<String> RESERVED = Set.copyOf(COLUMNS);
    private static final String IDENTIFIER = "identifier_";
    private static final String TRAITS = "traits_";
    private static final String COMPUTED = "computed_";
    private static final double WHOLE = 1L << 53;
    private static final JsonMapper JSON = JsonMapper.shared();

    private MemberRows() {}

    /** Nothing when the state does not say so any more. */
    static List<ExportRow> of(ProfileState state, ExportRequest.Members asked) {
        var standing = state.memberships().get(asked.segmentKey());
        if (standing == null || !standing.member() || standing.version() != asked.version()) {
            return List.of();
        }
        var row = new ExportRow()
                .put("profile_id", state.profileId())
                .put("segment_id", asked.segmentKey())
                .put("version", standing.version())
                .put("since", EventRows.time(standing.since()));
        putIdentifiers(row, state);
        state.computed()
                .forEach((key, it) -> row.put(COMPUTED + ColumnNames.of(key), tree(new Value.Numeric(it.value()))));
        state.traits().forEach((name, trait) -> putTrait(row, ColumnNames.of(name), trait.value()));
        return List.of(row);
    }

    private static void putIdentifiers(ExportRow row, ProfileState state) {
        var values = new TreeMap<String, List<String>>();
        state.identifiers()
                .forEach(it -> values.merge(
                        it.namespace(),
                        List.of(it.value()),
                        (one, other) ->
                                Stream.concat(one.stream(), other.stream()).toList()));
        values.forEach((namespace, own) -> {
            var column = ColumnNames.of(namespace);
            row.put(
                    RESERVED.contains(column) ? column : IDENTIFIER + column,
                    own.size() == 1 ? own.getFirst() : JSON.writeValueAsString(own));
        });
    }

    private static void putTrait(ExportRow row, String column, @Nullable Value value) {
        if (value != null) {
            boolean isTaken = RESERVED.contains(column) || column.startsWith(IDENTIFIER) || column.startsWith(COMPUTED);
            row.put(isTaken ? TRAITS + column : column, tree(value));
        }
    }

    /** A whole number is written as one. */
    private static JsonNode tree(Value value) {
        return value instanceof Value.Numeric(var number) && number == Math.rint(number) && Math.abs(number) < WHOLE
                ? JsonNodeFactory.instance.numberNode((long) number)
                : JSON.valueToTree(value.plain());
    }
}
