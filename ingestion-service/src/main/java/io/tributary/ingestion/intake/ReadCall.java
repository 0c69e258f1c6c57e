package io.tributary.ingestion.intake;

import io.tributary.ingestion.event.Call;
import io.tributary.ingestion.event.CallType;
import io.tributary.ingestion.event.JsonBytes;
import io.tributary.ingestion.event.JsonCopy;
import io.tributary.ingestion.event.TrackingEvent.AsSent;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A call that keeps the rules, put together from its parts: traits that an identify states in its context go under its
 * own, a page's category goes into its properties, the identifiers of a merge go into its context, and what the envelope
 * says goes under what the call says.
 */
final class ReadCall {

    private static final String CATEGORY = Field.CATEGORY.wireName();

    private final Call call;
    private final Contexts contexts;
    private final @Nullable JsonBytes integrations;
    private final AsSent asSent;
    private final SentObject.Merged merged;

    /** The call's own context and the envelope's. */
    private record Contexts(
            @Nullable SentObject own, @Nullable SentObject shared) {}

    ReadCall(SentCall sent, CallType type, Shared shared) {
        this.contexts = new Contexts(ownContext(sent, type), shared.context());
        this.integrations = SentObject.merge(sent.part(Part.INTEGRATIONS), shared.integrations());
        this.merged = merged(sent, type, shared);
        this.call = call(sent, type, merged.json());
        this.asSent = asSent(Others.of(sent, type, shared), type, merged.added().size());
    }

    private ReadCall(ReadCall whole, Call call, Contexts contexts, AsSent asSent) {
        this.call = call;
        this.contexts = contexts;
        this.integrations = whole.integrations;
        this.asSent = asSent;
        this.merged = whole.merged;
    }

    private static @Nullable SentObject ownContext(SentCall sent, CallType type) {
        var context = sent.part(Part.CONTEXT);
        return type == CallType.MERGE ? ExternalIds.into(context, sent.otherIds()) : context;
    }

    private static SentObject.Merged merged(SentCall sent, CallType type, Shared shared) {
        return switch (type) {
            case IDENTIFY -> SentObject.merged(sent.part(Part.TRAITS), shared.contextTraits(sent.part(Part.CONTEXT)));
            case PAGE, SCREEN ->
                SentObject.merged(sent.part(Part.PROPERTIES), SentObject.ofText(CATEGORY, sent.text(Field.CATEGORY)));
            case TRACK -> SentObject.merged(sent.part(Part.PROPERTIES), null);
            case GROUP -> SentObject.merged(sent.part(Part.TRAITS), null);
            case ALIAS, MERGE -> SentObject.merged(null, null);
        };
    }

    private static Call call(SentCall sent, CallType type, @Nullable JsonBytes object) {
        return switch (type) {
            case IDENTIFY, MERGE -> new Call.Identify(object);
            case TRACK -> new Call.Track(sent.text(Field.EVENT), object);
            case PAGE -> new Call.Page(sent.text(Field.NAME), object);
            case SCREEN -> new Call.Screen(sent.text(Field.NAME), object);
            case GROUP -> new Call.Group(sent.text(Field.GROUP_ID), object);
            case ALIAS -> new Call.Alias(sent.text(Field.PREVIOUS_ID));
        };
    }

    private static AsSent asSent(@Nullable JsonBytes others, CallType type, int added) {
        return type == CallType.IDENTIFY ? new AsSent(others, 0, added) : new AsSent(others, added, 0);
    }

    /**
     * The same call without some of its properties or traits; those of an identify leave its context as well.
     *
     * @param members those that are left out as a whole
     */
    ReadCall without(JsonCopy.Guide omissions, Set<String> members) {
        var object = merged.json();
        if (object == null) {
            return this;
        }
        var trimmed = JsonCopy.of(object, omissions, it -> it);
        var others = othersWithout(members);
        var kept = asSent(others, call.type(), merged.addedWithout(members));
        var open = call instanceof Call.Identify
                ? new Contexts(without(omissions, contexts.own), without(omissions, contexts.shared))
                : contexts;
        return new ReadCall(this, withObject(trimmed), open, kept);
    }

    private Call withObject(JsonBytes object) {
        return switch (call) {
            case Call.Identify _ -> new Call.Identify(object);
            case Call.Track track -> new Call.Track(track.event(), object);
            case Call.Page page -> new Call.Page(page.name(), object);
            case Call.Screen screen -> new Call.Screen(screen.name(), object);
            case Call.Group group -> new Call.Group(group.groupId(), object);
            case Call.Alias alias -> alias;
        };
    }

    private static @Nullable SentObject without(JsonCopy.Guide omissions, @Nullable SentObject context) {
        if (context == null || context.hints().traits() == null) {
            return context;
        }
        var whole = SentObject.object(List.of(context.asMember(Part.CONTEXT)));
        var way = List.of(Part.CONTEXT.wireName(), Part.TRAITS.wireName());
        var trimmed = JsonCopy.of(whole, new GuideTo(way, omissions), it -> it);
        return new CallReader().readStored(trimmed.copy()).part(Part.CONTEXT);
    }

    /** A page's category is a property that the client wrote beside the properties. */
    private @Nullable JsonBytes othersWithout(Set<String> members) {
        var others = asSent.others();
        return others == null || asSent.propertiesAdded() == 0 || !members.contains(CATEGORY)
                ? others
                : JsonCopy.of(others, new GuideTo(List.of(CATEGORY), GuideTo.LEFT_OUT), it -> it);
    }

    Call call() {
        return call;
    }

    @Nullable
    JsonBytes context() {
        return SentObject.merge(contexts.own, contexts.shared);
    }

    @Nullable
    JsonBytes integrations() {
        return integrations;
    }

    AsSent asSent() {
        return asSent;
    }

    /** Where the object lies in the call that a plan judges. */
    String objectPointer() {
        return switch (call.type()) {
            case IDENTIFY, MERGE, GROUP -> Part.TRAITS.pointer();
            case TRACK, PAGE, SCREEN -> Part.PROPERTIES.pointer();
            case ALIAS -> "";
        };
    }
}
