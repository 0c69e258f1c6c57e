package io.tributary.segment.feature;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Function;

/**
 * The packed form of a state: a format byte, the definition set (8 bytes, read without the rest), then a table of
 * strings and the fields in a fixed order. A new format gets a new first byte; old ones stay readable.
 */
final class StateCodec {

    private static final byte FORMAT = 5;

    // Before it, every entry and standing was written out in full (4), folded days knew no seconds (3), there were no
    // computed traits (2), and traits had no trust of their source, which counts as the default (1).
    private static final byte FORMAT_IN_FULL = 4;
    private static final byte FORMAT_WITHOUT_MOMENTS = 3;
    private static final byte FORMAT_WITHOUT_COMPUTED = 2;
    private static final byte FORMAT_WITHOUT_TRUST = 1;
    private static final int HEADER = 1 + Long.BYTES;

    private StateCodec() {}

    static long definitionsOf(byte[] bytes) {
        requireFormat(bytes);
        return ByteBuffer.wrap(bytes).getLong(1);
    }

    static byte[] encode(ProfileState state) {
        var out = new Packer();
        out.text(state.tenant).text(state.profileId);
        out.number(state.stateVersion).number(state.contactVersion).number(state.lastSeen);
        out.number(state.evaluatedAt).number(state.nextChange);
        // How often it was restated lies above the two flags: zero in everything that was written before there was any.
        out.number((state.restricted ? 1 : 0) | (state.overflowing ? 2 : 0) | state.restated << 2);
        out.map(state.traits, StateCodec::writeTrait);
        out.list(state.identifiers, (it, to) -> to.text(it.namespace()).text(it.value()));
        out.map(state.consents, (granted, to) -> to.number(granted ? 1 : 0));
        out.map(
                state.reachability,
                (reach, to) -> to.number(reach.reachable() ? 1 : 0).text(reach.reason()));
        out.map(state.scores, (score, to) -> to.decimal(score));
        writeStandings(state, out);
        out.list(List.copyOf(state.absorbed), (it, to) -> to.text(it));
        PackedActivity.write(state.activity, out);
        out.map(
                state.computed,
                (it, to) -> to.number(it.version()).decimal(it.value()).number(it.since()));
        return out.finish(FORMAT, state.definitions);
    }

    static ProfileState decode(byte[] bytes) {
        requireFormat(bytes);
        var in = new Unpacker(bytes, HEADER);
        var tenant = in.text();
        var state = new ProfileState(tenant, in.text(), in.number());
        state.definitions = definitionsOf(bytes);
        state.contactVersion = in.number();
        state.lastSeen = in.number();
        state.evaluatedAt = in.number();
        state.nextChange = in.number();
        long flags = in.number();
        state.restricted = (flags & 1) != 0;
        state.overflowing = (flags & 2) != 0;
        state.restated = flags >> 2;
        Function<Unpacker, TraitValue> readTrait =
                bytes[0] == FORMAT_WITHOUT_TRUST ? StateCodec::readTraitWithoutTrust : StateCodec::readTrait;
        in.map(readTrait, state.traits);
        state.identifiers = in.list(from -> new Identifier(from.text(), from.text()));
        in.map(from -> from.number() == 1, state.consents);
        in.map(from -> new Reach(from.number() == 1, from.text()), state.reachability);
        in.map(Unpacker::decimal, state.scores);
        readStandings(bytes[0], in, state);
        state.absorbed.addAll(in.list(Unpacker::text));
        if (bytes[0] <= FORMAT_WITHOUT_MOMENTS) {
            EarlierActivity.readWithoutMoments(in, state.activity);
        } else if (bytes[0] <= FORMAT_IN_FULL) {
            EarlierActivity.read(in, state.activity);
        } else {
            PackedActivity.read(in, state.activity);
        }
        if (bytes[0] > FORMAT_WITHOUT_COMPUTED) {
            in.map(from -> new ComputedValue((int) from.number(), from.decimal(), from.number()), state.computed);
        }
        return state;
    }

    private static void requireFormat(byte[] bytes) {
        if (bytes.length < HEADER || bytes[0] < FORMAT_WITHOUT_TRUST || bytes[0] > FORMAT) {
            throw new IllegalArgumentException("not a profile state of format " + FORMAT + " or before");
        }
    }

    private static void writeTrait(TraitValue trait, Packer out) {
        out.number(trait.rank().trust());
        out.number(trait.at()).number(trait.rank().priority()).text(trait.messageId());
        PackedValue.write(trait.value(), out);
    }

    private static TraitValue readTrait(Unpacker in) {
        return readTrait(in, (int) in.number());
    }

    private static TraitValue readTraitWithoutTrust(Unpacker in) {
        return readTrait(in, SourceRank.EQUAL.trust());
    }

    private static TraitValue readTrait(Unpacker in, int trust) {
        long at = in.number();
        var rank = new SourceRank(trust, (int) in.number());
        var messageId = in.text();
        return new TraitValue(PackedValue.read(in), at, rank, messageId);
    }

    /** Keys rise, so many begin as the one before does; many standings are of the same instant. */
    private static void writeStandings(ProfileState state, Packer out) {
        out.number(state.memberships.size());
        var key = "";
        long since = 0;
        for (var entry : state.memberships.entrySet()) {
            var standing = entry.getValue();
            out.behind(key, entry.getKey());
            out.number(standing.version() * 2L + (standing.member() ? 1 : 0)).number(standing.since() - since);
            key = entry.getKey();
            since = standing.since();
        }
    }

    private static void readStandings(byte format, Unpacker in, ProfileState state) {
        long size = in.number();
        var key = "";
        long since = 0;
        for (long i = 0; i < size; i++) {
            key = format <= FORMAT_IN_FULL ? in.text() : in.behind(key);
            long packed = in.number();
            since = format <= FORMAT_IN_FULL ? in.number() : since + in.number();
            state.memberships.put(key, new Standing((int) (packed >> 1), (packed & 1) == 1, since));
        }
    }
}
