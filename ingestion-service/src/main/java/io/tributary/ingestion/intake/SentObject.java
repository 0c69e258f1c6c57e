package io.tributary.ingestion.intake;

import io.tributary.ingestion.event.JsonBytes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object as sent, with the places of its members, so that two objects are merged by joining the client's own bytes
 * and never by writing JSON anew.
 *
 * @param members in the order they were sent, at most {@link #MAX_MEMBERS}
 * @param memberCount how many were sent
 * @param hints what intake reads inside
 */
record SentObject(JsonBytes json, List<Member> members, int memberCount, Hints hints) {

    /** Beyond this many the members are only counted; such a call is refused anyway. */
    static final int MAX_MEMBERS = 1000;

    static final Hints NO_HINTS = new Hints("", "", "", "", null, List.of());

    static final SentObject EMPTY = new SentObject(JsonBytes.of(new byte[] {'{', '}'}), List.of(), 0, NO_HINTS);

    /** One member: its key, and the bytes of {@code "key":value}. */
    record Member(String key, JsonBytes json) {}

    /**
     * What the object says about its person and its client.
     *
     * @param email in traits; empty when absent
     * @param phone in traits; empty when absent
     * @param library in a context: the client library's name; empty when absent
     * @param channel in a context: where the call was made; empty when absent
     * @param traits in a context: the person's traits
     * @param externalIds in a context
     */
    record Hints(
            String email,
            String phone,
            String library,
            String channel,
            @Nullable SentObject traits,
            List<ExternalId> externalIds) {}

    /** An identifier of a kind that the source brings itself. */
    record ExternalId(String type, String id) {}

    /** Two objects in one: the own one's members first, then those of the other that {@code added} names. */
    record Merged(@Nullable JsonBytes json, List<String> added) {

        /** How many of the added members are not among these. */
        int addedWithout(Set<String> omitted) {
            return (int) added.stream().filter(it -> !omitted.contains(it)).count();
        }
    }

    /** {@code own} with the members of {@code shared} that it lacks; a whole member wins, nothing is merged inside. */
    static @Nullable JsonBytes merge(@Nullable SentObject own, @Nullable SentObject shared) {
        return merged(own, shared).json;
    }

    /** As {@link #merge}, with the number of members that came from {@code shared}. */
    static Merged merged(@Nullable SentObject own, @Nullable SentObject shared) {
        if (shared == null) {
            return new Merged(own == null ? null : own.json, List.of());
        }
        if (own == null) {
            return new Merged(shared.json, keys(shared.members));
        }
        var known = new HashSet<String>();
        own.members.forEach(it -> known.add(it.key));
        var missing =
                shared.members.stream().filter(it -> !known.contains(it.key)).toList();
        return new Merged(missing.isEmpty() ? own.json : own.joinedBy(missing), keys(missing));
    }

    private static List<String> keys(List<Member> members) {
        return members.stream().map(Member::key).toList();
    }

    /** The object as the call's own member. */
    Member asMember(Part part) {
        byte[] key = ('"' + part.wireName() + "\":").getBytes(StandardCharsets.US_ASCII);
        var member = new ByteArrayOutputStream(key.length + json.length());
        member.writeBytes(key);
        member.write(json.array(), json.from(), json.length());
        return new Member(part.wireName(), JsonBytes.of(member.toByteArray()));
    }

    boolean isEmpty() {
        return memberCount == 0;
    }

    /** An object of one text member; null for an empty text. */
    static @Nullable SentObject ofText(String key, String value) {
        if (value.isEmpty()) {
            return null;
        }
        var member = new Member(key, JsonBytes.of(JsonText.member(key, value)));
        return new SentObject(object(List.of(member)), List.of(member), 1, NO_HINTS);
    }

    /** This object with that member, in front and instead of one of the same key. */
    SentObject with(Member member) {
        var all = new ArrayList<Member>(members.size() + 1);
        all.add(member);
        members.stream().filter(it -> !it.key.equals(member.key)).forEach(all::add);
        return new SentObject(object(all), all, all.size(), hints);
    }

    private JsonBytes joinedBy(List<Member> more) {
        var all = new ArrayList<Member>(members.size() + more.size());
        all.addAll(members);
        all.addAll(more);
        return object(all);
    }

    /** An object of these members, in their own bytes. */
    static JsonBytes object(List<Member> members) {
        return joined(members.stream().map(Member::json).toList());
    }

    /** An object of the bytes of members. */
    static JsonBytes joined(List<JsonBytes> members) {
        int length = 1 + Math.max(1, members.size());
        for (var member : members) {
            length += member.length();
        }
        byte[] object = new byte[length];
        int at = 0;
        for (var member : members) {
            object[at] = (byte) (at == 0 ? '{' : ',');
            System.arraycopy(member.array(), member.from(), object, at + 1, member.length());
            at += 1 + member.length();
        }
        object[0] = '{';
        object[length - 1] = '}';
        return JsonBytes.of(object);
    }
}
