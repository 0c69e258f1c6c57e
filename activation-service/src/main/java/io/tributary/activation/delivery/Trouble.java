package io.tributary.activation.delivery;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Why a run stops sending before its end. */
public sealed interface Trouble {

    String reason();

    /** It may work later. */
    record Later(@Nullable Duration after, String reason) implements Trouble {}

    /** The account is closed to us. */
    record StopDestination(String reason) implements Trouble {}

    /** The list or audience is closed to us. */
    record StopAudience(String reason) implements Trouble {}

    /** Another instance took the audience over, or the service stops. */
    record Interrupted(String reason) implements Trouble {}
}
