package io.tributary.segment.feature;

import io.tributary.segment.rule.Value;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The packed form of a state: a format byte, the definition set (8 bytes, read without the rest), then a table of all
 * strings and the fields in a fixed order. A new format gets a new first byte; old ones stay readable.
 */
final class StateCodec {

    private static final byte FORMAT = 4;

    // Before it, folded days knew no seconds (3), there were no computed traits (2), and traits had no trust of their
    // source, which counts as the default (1).
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
        out.map(
                state.memberships,
                (it, to) -> to.number(it.version() * 2L + (it.member() ? 1 : 0)).number(it.since()));
        out.list(List.copyOf(state.absorbed), (it, to) -> to.text(it));
        out.map(state.activity.totals(), StateCodec::writeTotals);
        out.list(state.activity.all(), StateCodec::writeEntry);
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
        in.map(StateCodec::readStanding, state.memberships);
        state.absorbed.addAll(in.list(Unpacker::text));
        var totals = new TreeMap<String, Totals>();
        in.map(StateCodec::readTotals, totals);
        totals.forEach(state.activity::putTotals);
        Function<Unpacker, Entry> readEntry =
                bytes[0] <= FORMAT_WITHOUT_MOMENTS ? StateCodec::readEntryWithoutMoments : StateCodec::readEntry;
        in.list(readEntry).forEach(state.activity::append);
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
        writeValue(trait.value(), out);
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
        return new TraitValue(readValue(in), at, rank, messageId);
    }

    private static Standing readStanding(Unpacker in) {
        long packed = in.number();
        return new Standing((int) (packed >> 1), (packed & 1) == 1, in.number());
    }

    private static void writeTotals(Totals totals, Packer out) {
        out.number(totals.first()).number(totals.last()).number(totals.count());
        out.map(totals.sums(), StateCodec::writeSum);
    }

    private static Totals readTotals(Unpacker in) {
        return new Totals(in.number(), in.number(), in.number(), readSums(in));
    }

    private static void writeEntry(Entry entry, Packer out) {
        out.text(entry.event()).number(entry.at()).number(entry.count() * 2 + (entry.daily() ? 1 : 0));
        out.map(entry.properties(), (values, to) -> to.list(values, StateCodec::writeValue));
        out.map(entry.sums(), StateCodec::writeSum);
        if (entry.daily()) {
            writeMoments(entry, out);
        }
    }

    /** Each as its distance to the one before, the first to the entry's own second. */
    private static void writeMoments(Entry entry, Packer out) {
        out.number(entry.moments().size());
        long before = entry.at();
        for (long second : entry.moments().stream().toArray()) {
            out.number(second - before);
            before = second;
        }
    }

    private static Entry readEntry(Unpacker in) {
        var entry = readEntryWithoutMoments(in);
        return entry.daily() ? entry.at(readMoments(entry.at(), in)) : entry;
    }

    private static Moments readMoments(long from, Unpacker in) {
        long[] seconds = new long[(int) in.number()];
        long before = from;
        for (int i = 0; i < seconds.length; i++) {
            before += in.number();
            seconds[i] = before;
        }
        return Moments.of(seconds);
    }

    private static Entry readEntryWithoutMoments(Unpacker in) {
        var event = in.text();
        long at = in.number();
        long packed = in.number();
        var properties = new TreeMap<String, List<Value>>();
        in.map(from -> from.list(StateCodec::requireValue), properties);
        return new Entry(event, at, (packed & 1) == 1, properties, packed >> 1, readSums(in), Moments.NONE);
    }

    private static void writeSum(Sum sum, Packer out) {
        out.number(sum.minorUnits()).number(sum.values());
    }

    private static NavigableMap<String, Sum> readSums(Unpacker in) {
        var sums = new TreeMap<String, Sum>();
        in.map(from -> new Sum(from.number(), from.number()), sums);
        return sums;
    }

    private static void writeValue(@Nullable Value value, Packer out) {
        switch (value) {
            case null -> out.number(0);
            case Value.Text(var text) -> out.number(1).text(text);
            case Value.Numeric(var number) -> out.number(2).decimal(number);
            case Value.Bool(var truth) -> out.number(truth ? 4 : 3);
            case Value.Many(var values) -> out.number(5).list(values, StateCodec::writeValue);
        }
    }

    private static @Nullable Value readValue(Unpacker in) {
        return switch ((int) in.number()) {
            case 0 -> null;
            case 1 -> new Value.Text(in.text());
            case 2 -> new Value.Numeric(in.decimal());
            case 3 -> new Value.Bool(false);
            case 4 -> new Value.Bool(true);
            case 5 -> new Value.Many(new ArrayList<>(in.list(StateCodec::requireValue)));
            default -> throw new IllegalArgumentException("not a value of a profile state");
        };
    }

    private static Value requireValue(Unpacker in) {
        var value = readValue(in);
        if (value == null) {
            throw new IllegalArgumentException("a value is missing in a profile state");
        }
        return value;
    }
}
