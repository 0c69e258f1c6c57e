package io.tributary.ingestion.intake;

import io.tributary.ingestion.event.CallType;
import io.tributary.ingestion.suppression.DoorList;
import io.tributary.ingestion.suppression.NormalForm;
import io.tributary.ingestion.suppression.Standing;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether a call is about somebody who must not be taken in. Who is blocked by user id, e-mail or phone is, whatever
 * else the call names. Who is blocked by another identifier only (a device, a push token) is, unless the call has a user id or
 * an e-mail that is free: it is about whoever holds the device now.
 *
 * @param region of phone numbers without a country code
 */
record Suppressions(DoorList doorList, String region) {

    private static final String USER_ID = "user_id";
    private static final String ANONYMOUS_ID = "anonymous_id";
    private static final String EMAIL = "email";
    private static final String PHONE = "phone";

    /** @param type null for a call that would not be taken in anyway */
    boolean isAbout(SentCall sent, @Nullable CallType type, Shared shared, Arrival arrival) {
        if (doorList.isEmpty(arrival.source().tenant())) {
            return false;
        }
        var asked = new Question(arrival);
        asked.call(sent, shared);
        return switch (asked.verdict()) {
            case Standing.Free _ -> false;
            case Standing.Blocked _ -> true;
            case Standing.Erased erased -> !isReturn(sent, type, shared, arrival, erased.since());
        };
    }

    /** An erased person's own word: an identify with a granted purpose that was received after the erasure. */
    private static boolean isReturn(
            SentCall sent, @Nullable CallType type, Shared shared, Arrival arrival, Instant erasedAt) {
        return type == CallType.IDENTIFY
                && arrival.receivedAt().isAfter(erasedAt)
                && Consents.grantAny(sent.part(Part.CONTEXT), shared.context());
    }

    private final class Question {

        private final Arrival arrival;
        private Standing strong = new Standing.Free();
        private Standing weak = new Standing.Free();
        private boolean hasFreeOwn;

        Question(Arrival arrival) {
            this.arrival = arrival;
        }

        void call(SentCall sent, Shared shared) {
            strong(USER_ID, NormalForm.ofId(sent.text(Field.USER_ID)));
            traits(sent.part(Part.TRAITS));
            context(sent.part(Part.CONTEXT));
            context(shared.context());
            sent.otherIds().forEach(it -> external(ExternalIds.typeOf(it), it.value()));
            // An alias says that both are one person, so it is about each of them.
            joined(sent.text(Field.PREVIOUS_ID));
            sent.misspelledIds().forEach(this::joined);
            if (!isOfSomebodyElse()) {
                weak(ANONYMOUS_ID, NormalForm.ofId(sent.text(Field.ANONYMOUS_ID)));
            }
        }

        private boolean isOfSomebodyElse() {
            return strong.isFree() && hasFreeOwn;
        }

        Standing verdict() {
            return isOfSomebodyElse() ? new Standing.Free() : worse(strong, weak);
        }

        private void joined(String id) {
            var normal = NormalForm.ofId(id);
            for (var namespace : List.of(USER_ID, ANONYMOUS_ID)) {
                strong = worse(strong, standing(namespace, normal));
            }
        }

        private void traits(@Nullable SentObject traits) {
            if (traits != null) {
                strong(EMAIL, NormalForm.ofEmail(traits.hints().email()));
                strong(PHONE, phone(traits.hints().phone()));
            }
        }

        private void context(@Nullable SentObject context) {
            if (context != null) {
                traits(context.hints().traits());
                context.hints().externalIds().forEach(it -> external(it.type(), it.id()));
            }
        }

        private void external(String type, String id) {
            var namespace = NormalForm.ofNamespace(type);
            switch (namespace) {
                case EMAIL -> strong(namespace, NormalForm.ofEmail(id));
                case PHONE -> strong(namespace, phone(id));
                case USER_ID -> strong(namespace, NormalForm.ofId(id));
                default -> weak(namespace, NormalForm.ofId(id));
            }
        }

        /** A phone number is handed on to others, so a free one does not speak for a call. */
        private void strong(String namespace, String normalValue) {
            var found = standing(namespace, normalValue);
            strong = worse(strong, found);
            hasFreeOwn |= found.isFree() && !normalValue.isEmpty() && !namespace.equals(PHONE);
        }

        private void weak(String namespace, String normalValue) {
            weak = worse(weak, standing(namespace, normalValue));
        }

        private String phone(String sent) {
            return NormalForm.ofPhone(sent, region);
        }

        private Standing standing(String namespace, String normalValue) {
            return doorList.standing(arrival.source().tenant(), namespace, normalValue, arrival.judgedAt());
        }

        private static Standing worse(Standing one, Standing other) {
            return switch (one) {
                case Standing.Free _ -> other;
                case Standing.Blocked _ -> one;
                case Standing.Erased erased ->
                    switch (other) {
                        case Standing.Free _ -> one;
                        case Standing.Blocked _ -> other;
                        case Standing.Erased later -> later.since().isAfter(erased.since()) ? later : one;
                    };
            };
        }
    }
}
