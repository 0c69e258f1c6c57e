package io.tributary.ingestion.intake;

import io.tributary.ingestion.event.JsonBytes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns the identifiers of a merge call into {@code context.externalIds}, which is where everybody else reads them. */
final class ExternalIds {

    private static final String KEY = "externalIds";

    // RudderStack's word, and ours.
    private static final Map<String, String> TYPES = Map.of("mobile", "phone");

    private ExternalIds() {}

    /** The type under which everybody else knows the identifier. */
    static String typeOf(OtherId id) {
        return TYPES.getOrDefault(id.type(), id.type());
    }

    /** The context with the identifiers in front of those that it has already; those that were kept out are no more whole. */
    static @Nullable SentObject into(@Nullable SentObject context, List<OtherId> ids) {
        var elements =
                ids.stream().filter(OtherId::isWhole).map(ExternalIds::element).collect(Collectors.joining(","));
        if (elements.isEmpty()) {
            return context;
        }
        var own = context == null ? SentObject.EMPTY : context;
        var present = own.members().stream()
                .filter(it -> it.key().equals(KEY))
                .map(it -> elementsOf(it.json().toString()))
                .filter(it -> !it.isBlank())
                .map(it -> "," + it)
                .collect(Collectors.joining());
        var member = '"' + KEY + "\":[" + elements + present + ']';
        return own.with(new SentObject.Member(KEY, JsonBytes.of(member.getBytes(StandardCharsets.UTF_8))));
    }

    private static String element(OtherId id) {
        return '{' + JsonText.text("id", id.value()) + ','
                + JsonText.text("type", typeOf(id))
                + ",\"collection\":\"users\",\"encoding\":\"none\"}";
    }

    /** What stands between the brackets of {@code "externalIds":[...]}; nothing when the value is no array. */
    private static String elementsOf(String member) {
        return member.endsWith("]") ? member.substring(member.indexOf('[') + 1, member.length() - 1) : "";
    }
}
