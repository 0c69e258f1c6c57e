package io.tributary.ingestion.privacy;

import io.tributary.ingestion.event.JsonBytes;
import io.tributary.ingestion.event.JsonCopy;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A tenant's deny list, ready to be applied. {@code traits.x} also means {@code context.traits.x}, where some clients put
 * the traits of an identify, {@code properties.category} also means the category beside a page's properties, and
 * {@code context.externalIds.id} also means the values of a merge, which become external ids.
 */
public final class PrivateFields {

    /** Nobody's list: keeps everything. */
    public static final PrivateFields NONE = new PrivateFields(List.of());

    /** Takes the credential of a call away, which is no part of the event. */
    private static final PrivateFields WRITE_KEY =
            new PrivateFields(List.of(new PrivateField("writeKey", PrivateAction.DROP)));

    private final List<PrivateField> fields;
    private final PathNode root = new PathNode();

    private PrivateFields(List<PrivateField> fields) {
        this.fields = fields;
        for (var field : fields) {
            var path = MemberPath.of(field.path());
            root.add(path, field.action());
            if (path.startsWith("traits")) {
                root.add(path.under("context"), field.action());
            }
            if (path.isMember("properties", "category")) {
                root.add(MemberPath.of("category"), field.action());
            }
            var merge = path.inMerge();
            if (merge != null) {
                root.add(merge, field.action());
            }
        }
    }

    public static PrivateFields of(List<PrivateField> fields) {
        return fields.isEmpty() ? NONE : new PrivateFields(List.copyOf(fields));
    }

    public boolean isEmpty() {
        return fields.isEmpty();
    }

    /**
     * The call without what is private; the same bytes when nothing in it is.
     *
     * @param call one JSON object that a parser has read to its end before
     * @param digest what a text is replaced by
     */
    public JsonBytes clean(JsonBytes call, UnaryOperator<String> digest) {
        return isEmpty() ? call : JsonCopy.of(call, new PathPlace(List.of(root)), digest);
    }

    /** The call without its write key. */
    public static JsonBytes withoutWriteKey(JsonBytes call) {
        return WRITE_KEY.clean(call, it -> it);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PrivateFields that && fields.equals(that.fields);
    }

    @Override
    public int hashCode() {
        return fields.hashCode();
    }

    @Override
    public String toString() {
        return fields.size() + " private fields";
    }
}
