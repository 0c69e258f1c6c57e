package io.tributary.identity.privacy;

import io.tributary.identity.identifier.Identifier;
import java.util.Optional;
import java.util.Set;

/** Whom an accepted event names, by its bytes. */
@FunctionalInterface
public interface EventNames {

    /** Identifiers in their normal form; nothing at all when the bytes are no event. */
    Optional<Set<Identifier>> named(String tenant, byte[] event);
}
