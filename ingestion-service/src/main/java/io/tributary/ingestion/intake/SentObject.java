package io.tributary.ingestion.intake;

import io.tributary.ingestion.event.JsonBytes;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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

    static final Hints NO_HINTS = new Hints("", "", null);

    static final SentObject EMPTY = new SentObject(JsonBytes.of(new byte[] {'{', '}'}), List.of(), 0, NO_HINTS);

    /** One member: its key, and the bytes of {@code "key":value}. */
    record Member(String key, JsonBytes json) {}

    /**
     * What the object says about its person and its client.
     *
     * @param email in traits; empty when absent
     * @param library in a context: the client library's name; empty when absent
     * @param traits in a context: the person's traits
     */
    record Hints(String email, String library, @Nullable SentObject traits) {}

    /** {@code own} with the members of {@code shared} that it lacks; a whole member wins, nothing is merged inside. */
    static @Nullable JsonBytes merge(@Nullable SentObject own, @Nullable SentObject shared) {
        if (own == null || shared == null) {
            var only = own == null ? shared : own;
            return only == null ? null : only.json;
        }
        var known = new HashSet<String>();
        own.members.forEach(it -> known.add(it.key));
        var missing =
                shared.members.stream().filter(it -> !known.contains(it.key)).toList();
        return missing.isEmpty() ? own.json : own.joinedBy(missing);
    }

    /** An object of one text member; null for an empty text. */
    static @Nullable SentObject ofText(String key, String value) {
        if (value.isEmpty()) {
            return null;
        }
        byte[] member = JsonText.member(key, value);
        byte[] whole = new byte[member.length + 2];
        whole[0] = '{';
        System.arraycopy(member, 0, whole, 1, member.length);
        whole[member.length + 1] = '}';
        return new SentObject(JsonBytes.of(whole), List.of(new Member(key, JsonBytes.of(member))), 1, NO_HINTS);
    }

    /** This object with that member, in front and instead of one of the same key. */
    SentObject with(Member member) {
        var all = new ArrayList<Member>(members.size() + 1);
        all.add(member);
        members.stream().filter(it -> !it.key.equals(member.key)).forEach(all::add);
        return new SentObject(joined(all), all, all.size(), hints);
    }

    private JsonBytes joinedBy(List<Member> more) {
        var all = new ArrayList<>(members);
        all.addAll(more);
        return joined(all);
    }

    private static JsonBytes joined(List<Member> members) {
        var out = new ByteArrayOutputStream(512);
        for (int index = 0; index < members.size(); index++) {
            var member = members.get(index).json;
            out.write(index == 0 ? '{' : ',');
            out.write(member.array(), member.from(), member.length());
        }
        out.write('}');
        return JsonBytes.of(out.toByteArray());
    }
}
