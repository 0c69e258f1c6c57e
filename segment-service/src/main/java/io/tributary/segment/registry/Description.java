package io.tributary.segment.registry;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What people say about a segment; the engines read none of it.
 *
 * @param outcome what the segment is meant to achieve
 * @param cadence how often its owner looks at it
 * @param isPublic whether a source's read key may ask for it
 */
public record Description(
        String name,
        String owner,
        String purpose,
        String outcome,
        String cadence,
        @Nullable LocalDate reviewDate,
        List<String> actions,
        List<String> tags,
        boolean isPublic) {

    public Description {
        actions = List.copyOf(actions);
        tags = List.copyOf(tags);
    }
}
