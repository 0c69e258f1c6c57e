package io.tributary.doubles.meta;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One person of an upload: the keys that can match, each as kind and value, and the caller's own id, which later may
 * stand for all of them in a removal.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Row(List<String> keys, @Nullable String externId) {

    Row {
        keys = List.copyOf(keys);
    }

    boolean isEmpty() {
        return keys.isEmpty() && externId == null;
    }
}
