package io.tributary.gateway.adapter.http;

import io.tributary.gateway.adapter.http.problem.ProblemException;
import io.tributary.gateway.tenant.PrivateAction;
import io.tributary.gateway.tenant.PrivateField;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A private field as callers write it and as the API shows it.
 *
 * @param action {@code drop} or {@code hash}
 */
record PrivateFieldJson(@Nullable String path, @Nullable String action) {

    static List<PrivateFieldJson> of(List<PrivateField> fields) {
        return fields.stream()
                .map(it -> new PrivateFieldJson(it.path(), it.action().wireName()))
                .toList();
    }

    /** An action that nobody knows is refused here; the policy judges the rest. */
    static List<PrivateField> fields(List<@Nullable PrivateFieldJson> written) {
        var fields = new ArrayList<PrivateField>(written.size());
        for (int index = 0; index < written.size(); index++) {
            var field = written.get(index);
            var action = field == null ? null : PrivateAction.named(Texts.orEmpty(field.action()));
            if (field == null || action == null) {
                throw ProblemException.invalid("/privateFields/" + index + "/action", "ACTION", "Use drop or hash.");
            }
            fields.add(new PrivateField(Texts.orEmpty(field.path()), action));
        }
        return fields;
    }
}
