package io.tributary.ingestion.intake;

import io.tributary.ingestion.event.Call;
import io.tributary.ingestion.event.CallType;
import io.tributary.ingestion.event.JsonBytes;
import io.tributary.ingestion.event.Person;
import io.tributary.ingestion.event.TrackingEvent;
import io.tributary.ingestion.suppression.DoorList;
import io.tributary.ingestion.suppression.NormalForm;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a received call enters the pipeline, and as what. No clock and no I/O: the time comes with the arrival,
 * new message ids from a supplier, blocked people from a list in memory.
 */
public record IntakePolicy(TimePolicy times, DoorList doorList, Supplier<String> newMessageIds) {

    /** The same policy with ids from elsewhere: work that may be repeated needs the same ids again. */
    public IntakePolicy withMessageIds(Supplier<String> ids) {
        return new IntakePolicy(times, doorList, ids);
    }

    IntakeVerdict judge(SentCall sent, Shared shared, Arrival arrival) {
        var type = typeOf(sent, arrival);
        var refusal = CallRules.refusalOf(sent, type, shared, arrival.limits());
        if (refusal != null || type == null) {
            return refused(sent, type, refusal == null ? new Refusal.UnknownType() : refusal);
        }
        var sentTimes = new SentTimes(sent, shared);
        if (sentTimes.invalid() != null) {
            return refused(sent, type, new Refusal.InvalidTime(sentTimes.invalid()));
        }
        boolean idIsGiven = sent.text(Field.MESSAGE_ID).isEmpty();
        return isSuppressed(sent, shared, arrival)
                ? new IntakeVerdict.Suppressed(messageIdOf(sent), idIsGiven)
                : new IntakeVerdict.Accepted(event(sent, type, shared, arrival, sentTimes), idIsGiven);
    }

    /** Judges a stored or imported call, which travels alone. */
    public IntakeVerdict judge(SentCall sent, Arrival arrival) {
        return judge(sent, Shared.NOTHING, arrival);
    }

    private static @Nullable CallType typeOf(SentCall sent, Arrival arrival) {
        if (arrival.route() != null) {
            return arrival.route();
        }
        var type = sent.text(Field.TYPE);
        return CallType.named(type.isEmpty() ? sent.text(Field.ACTION) : type);
    }

    private static IntakeVerdict refused(SentCall sent, @Nullable CallType type, Refusal refusal) {
        var messageId = sent.text(Field.MESSAGE_ID);
        return new IntakeVerdict.Refused(
                refusal,
                // An id that is refused itself is not passed on as one.
                messageId.length() > CallRules.MAX_MESSAGE_ID || !Utf8.isStorable(messageId) ? "" : messageId,
                type == null ? "" : type.wireName(),
                sent.source());
    }

    private TrackingEvent event(SentCall sent, CallType type, Shared shared, Arrival arrival, SentTimes sentTimes) {
        var own = sent.part(Part.CONTEXT);
        var context = type == CallType.MERGE ? ExternalIds.into(own, sent.otherIds()) : own;
        return new TrackingEvent(
                messageIdOf(sent),
                new Person(sent.text(Field.ANONYMOUS_ID), sent.text(Field.USER_ID)),
                call(sent, type, shared),
                times.resolve(sentTimes.sent(), timing(sent, shared, arrival)),
                SentObject.merge(context, shared.context()),
                SentObject.merge(sent.part(Part.INTEGRATIONS), shared.integrations()));
    }

    private static TimePolicy.Arrival timing(SentCall sent, Shared shared, Arrival arrival) {
        var settings = arrival.source().settings();
        var library = SentTimes.library(sent.part(Part.CONTEXT), shared.context());
        return new TimePolicy.Arrival(
                arrival.receivedAt(),
                arrival.retried() || !settings.correctsSkew(),
                settings.historical(),
                TimePolicy.isDevice(sent.text(Field.CHANNEL), library));
    }

    private static Call call(SentCall sent, CallType type, Shared shared) {
        return switch (type) {
            case IDENTIFY -> new Call.Identify(SentObject.merge(sent.part(Part.TRAITS), contextTraits(sent, shared)));
            case TRACK -> new Call.Track(sent.text(Field.EVENT), json(sent.part(Part.PROPERTIES)));
            case PAGE -> new Call.Page(sent.text(Field.NAME), pageProperties(sent));
            case SCREEN -> new Call.Screen(sent.text(Field.NAME), pageProperties(sent));
            case GROUP -> new Call.Group(sent.text(Field.GROUP_ID), json(sent.part(Part.TRAITS)));
            case ALIAS -> new Call.Alias(sent.text(Field.PREVIOUS_ID));
            case MERGE -> new Call.Identify(null);
        };
    }

    /** A page's category stands beside its properties and belongs into them; a property of that name wins. */
    private static @Nullable JsonBytes pageProperties(SentCall sent) {
        return SentObject.merge(sent.part(Part.PROPERTIES), SentObject.ofText("category", sent.text(Field.CATEGORY)));
    }

    /** RudderStack's clients put the person's traits here; the context may be the envelope's. */
    private static @Nullable SentObject contextTraits(SentCall sent, Shared shared) {
        var own = sent.part(Part.CONTEXT);
        var traits = own == null ? null : own.hints().traits();
        var context = shared.context();
        return traits == null && context != null && !hasTraits(own)
                ? context.hints().traits()
                : traits;
    }

    private static boolean hasTraits(@Nullable SentObject context) {
        return context != null
                && context.members().stream().anyMatch(it -> it.key().equals("traits"));
    }

    private static @Nullable JsonBytes json(@Nullable SentObject object) {
        return object == null ? null : object.json();
    }

    private String messageIdOf(SentCall sent) {
        var messageId = sent.text(Field.MESSAGE_ID);
        return messageId.isEmpty() ? newMessageIds.get() : messageId;
    }

    private boolean isSuppressed(SentCall sent, Shared shared, Arrival arrival) {
        return blocks(arrival, "user_id", NormalForm.ofId(sent.text(Field.USER_ID)))
                || blocks(arrival, "anonymous_id", NormalForm.ofId(sent.text(Field.ANONYMOUS_ID)))
                || blocks(arrival, "user_id", NormalForm.ofId(sent.text(Field.PREVIOUS_ID)))
                || blocks(arrival, "anonymous_id", NormalForm.ofId(sent.text(Field.PREVIOUS_ID)))
                || blocks(arrival, "email", email(sent.part(Part.TRAITS)))
                || blocks(arrival, "email", email(contextTraits(sent, shared)))
                || sent.otherIds().stream().anyMatch(it -> blocks(arrival, it.type(), normal(it)));
    }

    private static String normal(OtherId id) {
        return id.type().equals("email") ? NormalForm.ofEmail(id.value()) : NormalForm.ofId(id.value());
    }

    private boolean blocks(Arrival arrival, String namespace, String normalValue) {
        return doorList.blocks(arrival.source().tenant(), namespace, normalValue, arrival.receivedAt());
    }

    private static String email(@Nullable SentObject traits) {
        return traits == null ? "" : NormalForm.ofEmail(traits.hints().email());
    }
}
