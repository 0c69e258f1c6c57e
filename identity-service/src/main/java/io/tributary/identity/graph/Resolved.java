package io.tributary.identity.graph;

import io.tributary.identity.identifier.Identifier;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event with its person as of the end of its batch.
 *
 * @param profile null only for {@link Resolution.Unidentified} and {@link Resolution.Erased}
 * @param identifiers those of the event that took part, strongest first
 */
public record Resolved(
        Resolution resolution, @Nullable UUID profile, List<Identifier> identifiers, List<Demotion> demotions) {}
