package io.tributary.activation.suppression;

import io.tributary.activation.contact.Channel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The place that the gate guards: one audience at one destination, or a whole channel when nothing narrower is asked.
 *
 * @param listId the platform's own id of the list, empty before it exists
 * @param purpose the consent that delivery needs, or null when none is needed
 * @param silenceIsConsent whether a person who never answered may be delivered; a refusal always blocks
 * @param exclusion whether the audience lists people who must not be targeted
 * @param identifiers the namespaces that the place can use, in order of preference
 */
public record Door(
        Channel channel,
        String destinationId,
        String audienceId,
        String listId,
        @Nullable String purpose,
        boolean silenceIsConsent,
        boolean exclusion,
        List<String> identifiers) {

    public Door {
        identifiers = List.copyOf(identifiers);
    }

    /** The door of a channel as a whole, with the consent that the channel needs by default. */
    public static Door of(Channel channel) {
        return new Door(channel, "", "", "", purposeOf(channel), false, false, identifiersOf(channel));
    }

    /** The consent that a channel needs unless its destination says otherwise. */
    public static @Nullable String purposeOf(Channel channel) {
        return switch (channel) {
            case EMAIL -> "email_marketing";
            case SMS -> "sms_marketing";
            case PUSH -> "push_marketing";
            case ADS -> "advertising";
            case WEBHOOK -> null;
        };
    }

    private static List<String> identifiersOf(Channel channel) {
        return switch (channel) {
            case EMAIL -> List.of("email");
            case SMS -> List.of("phone");
            case PUSH -> List.of("push_token");
            case ADS -> List.of("email", "phone");
            case WEBHOOK -> List.of();
        };
    }

    /** Whether a place without any address is still a place to deliver to. */
    boolean needsAddress() {
        return channel != Channel.WEBHOOK;
    }
}
