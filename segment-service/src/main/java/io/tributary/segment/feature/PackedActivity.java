package io.tributary.segment.feature;

import io.tributary.segment.rule.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;

/**
 * A person's events within a packed state. An entry says how far it lies behind the one before, in hours where that is
 * whole, and names what it has in common with others, its properties and which sums it has, by a number.
 */
final class PackedActivity {

    private static final long HOUR = 3_600;
    private static final int DAILY = 1;
    private static final int ONE_VALUE_EACH = 2;
    private static final int FLAGS = 2;

    /** What entries of equal kind share. */
    private record Kind(NavigableMap<String, List<Value>> properties, NavigableSet<String> sums) {}

    private PackedActivity() {}

    static void write(Activity activity, Packer out) {
        out.map(activity.totals(), PackedActivity::writeTotals);
        var kinds = new HashMap<Kind, Integer>();
        long[] before = {0};
        out.map(
                activity.byEvent(),
                (entries, to) -> to.list(entries, (entry, it) -> {
                    write(entry, before[0], kinds, it);
                    before[0] = entry.at();
                }));
    }

    private static void write(Entry entry, long before, Map<Kind, Integer> kinds, Packer out) {
        boolean oneEach = entry.sums().values().stream().allMatch(it -> it.values() == entry.count());
        out.number(entry.count() << FLAGS | (oneEach ? ONE_VALUE_EACH : 0) | (entry.daily() ? DAILY : 0));
        out.number(packedStep(entry.at() - before));
        var kind = new Kind(entry.properties(), entry.sums().navigableKeySet());
        var known = kinds.putIfAbsent(kind, kinds.size());
        out.number(known == null ? kinds.size() - 1 : known);
        if (known == null) {
            out.map(kind.properties, (values, to) -> to.list(values, PackedValue::write));
            out.list(kind.sums, (name, to) -> to.text(name));
        }
        entry.sums().values().forEach(sum -> {
            out.number(sum.minorUnits());
            if (!oneEach) {
                out.number(sum.values());
            }
        });
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

    private static void writeTotals(Totals totals, Packer out) {
        out.number(totals.first()).number(totals.last() - totals.first()).number(totals.count());
        out.map(totals.sums(), (sum, to) -> to.number(sum.minorUnits()).number(sum.values()));
    }

    static void read(Unpacker in, Activity into) {
        var totals = new TreeMap<String, Totals>();
        in.map(PackedActivity::readTotals, totals);
        totals.forEach(into::putTotals);
        var kinds = new ArrayList<Kind>();
        long before = 0;
        long events = in.number();
        for (long i = 0; i < events; i++) {
            var event = in.text();
            long entries = in.number();
            for (long j = 0; j < entries; j++) {
                var entry = readEntry(event, before, kinds, in);
                into.append(entry);
                before = entry.at();
            }
        }
    }

    private static Entry readEntry(String event, long before, List<Kind> kinds, Unpacker in) {
        long packed = in.number();
        long count = packed >> FLAGS;
        boolean daily = (packed & DAILY) != 0;
        long at = before + step(in.number());
        int number = (int) in.number();
        if (number == kinds.size()) {
            kinds.add(readKind(in));
        }
        var kind = kinds.get(number);
        var sums = new TreeMap<String, Sum>();
        for (var name : kind.sums) {
            long minorUnits = in.number();
            sums.put(name, new Sum(minorUnits, (packed & ONE_VALUE_EACH) != 0 ? count : in.number()));
        }
        return new Entry(event, at, daily, kind.properties, count, sums, daily ? readMoments(at, in) : Moments.NONE);
    }

    private static Kind readKind(Unpacker in) {
        var properties = new TreeMap<String, List<Value>>();
        in.map(from -> from.list(PackedValue::require), properties);
        var sums = new TreeMap<String, Sum>();
        in.list(Unpacker::text).forEach(it -> sums.put(it, Sum.ZERO));
        return new Kind(properties, sums.navigableKeySet());
    }

    static Moments readMoments(long from, Unpacker in) {
        long[] seconds = new long[(int) in.number()];
        long before = from;
        for (int i = 0; i < seconds.length; i++) {
            before += in.number();
            seconds[i] = before;
        }
        return Moments.of(seconds);
    }

    private static Totals readTotals(Unpacker in) {
        long first = in.number();
        long last = first + in.number();
        long count = in.number();
        var sums = new TreeMap<String, Sum>();
        in.map(from -> new Sum(from.number(), from.number()), sums);
        return new Totals(first, last, count, sums);
    }

    private static long packedStep(long seconds) {
        return seconds % HOUR == 0 ? seconds / HOUR * 2 : seconds * 2 + 1;
    }

    private static long step(long packed) {
        return (packed & 1) == 0 ? (packed >> 1) * HOUR : packed >> 1;
    }
}
