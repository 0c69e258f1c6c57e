package io.tributary.ingestion.intake;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what an envelope says for its calls, from where the parser stands. Goes with one {@link CallCursor}. */
final class SharedCursor {

    private final ObjectCursor inside;
    private final List<SentObject.Member> others = new ArrayList<>();
    private String sentAt = "";
    private String channel = "";
    private @Nullable SentObject context;
    private @Nullable SentObject integrations;
    private int depth = 1;

    SharedCursor(ObjectCursor inside) {
        this.inside = inside;
    }

    /** Takes the value at the parser, whose member begins at that place. */
    void read(String name, int memberFrom) {
        inside.begin();
        switch (name) {
            case "sentAt" -> sentAt = inside.scalar();
            case "context" -> context = inside.objectOrNothing(Part.CONTEXT);
            case "integrations" -> integrations = inside.objectOrNothing(Part.INTEGRATIONS);
            case "channel" -> {
                channel = inside.scalar();
                other(name, memberFrom);
            }
            default -> {
                inside.skip(2);
                if (isOfACall(name)) {
                    return;
                }
                other(name, memberFrom);
            }
        }
        depth = Math.max(depth, inside.deepest());
    }

    /** One more than any call may have, so that too many are refused. */
    private void other(String name, int memberFrom) {
        if (others.size() <= SentObject.MAX_MEMBERS) {
            others.add(new SentObject.Member(name, inside.piece(memberFrom)));
        }
    }

    /** Names that say who did what when: at an envelope they are about the batch, and must not look like a call's word. */
    private static boolean isOfACall(String name) {
        return Field.named(name) != null
                || Part.named(name) != null
                || Misspelling.isMeantAsIdentifier(name)
                || name.equals("mergeProperties");
    }

    Shared shared() {
        return new Shared(sentAt, channel, context, integrations, others, depth);
    }
}
