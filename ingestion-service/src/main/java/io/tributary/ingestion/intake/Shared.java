package io.tributary.ingestion.intake;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a batch says once for all of its calls; a call's own word wins.
 *
 * @param channel empty when the batch names none
 * @param others its members beyond the protocol, and the channel's, in the client's own bytes
 * @param depth levels of what it says, its own being the first
 */
record Shared(
        String sentAt,
        String channel,
        @Nullable SentObject context,
        @Nullable SentObject integrations,
        List<SentObject.Member> others,
        int depth) {

    static final Shared NOTHING = new Shared("", "", null, null, List.of(), 0);

    Shared {
        others = List.copyOf(others);
    }

    /** What an object of these members says. */
    static Shared of(String sentAt, String channel, SentCall members) {
        var others = new ArrayList<>(members.others());
        var channelMember = members.member(Field.CHANNEL);
        if (channelMember != null) {
            others.add(new SentObject.Member(Field.CHANNEL.wireName(), channelMember));
        }
        return new Shared(
                sentAt, channel, members.part(Part.CONTEXT), members.part(Part.INTEGRATIONS), others, members.depth());
    }

    /** What it hands on to its calls. */
    List<SentObject.Member> members() {
        var members = new ArrayList<SentObject.Member>(2 + others.size());
        if (context != null) {
            members.add(context.asMember(Part.CONTEXT));
        }
        if (integrations != null) {
            members.add(integrations.asMember(Part.INTEGRATIONS));
        }
        members.addAll(others);
        return members;
    }

    /** The traits that an identify of this context states there, as RudderStack's clients do; a call's own word wins. */
    @Nullable
    SentObject contextTraits(@Nullable SentObject own) {
        boolean isOwn =
                own != null && own.members().stream().anyMatch(it -> it.key().equals(Part.TRAITS.wireName()));
        var said = isOwn ? own : context;
        return said == null ? null : said.hints().traits();
    }

    /** How many bytes each call may grow by. */
    int length() {
        int length = (context == null ? 0 : context.json().length())
                + (integrations == null ? 0 : integrations.json().length());
        for (var other : others) {
            length += other.json().length();
        }
        return length;
    }
}
