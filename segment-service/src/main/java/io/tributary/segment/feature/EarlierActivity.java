package io.tributary.segment.feature;

import io.tributary.segment.rule.Value;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;

/** A person's events as states before format 5 hold them, each entry on its own. */
final class EarlierActivity {

    private EarlierActivity() {}

    /** Of format 4. */
    static void read(Unpacker in, Activity into) {
        read(in, EarlierActivity::readEntry, into);
    }

    /** Of the formats before, whose folded days know no seconds. */
    static void readWithoutMoments(Unpacker in, Activity into) {
        read(in, EarlierActivity::readEntryWithoutMoments, into);
    }

    private static void read(Unpacker in, Function<Unpacker, Entry> readEntry, Activity into) {
        var totals = new TreeMap<String, Totals>();
        in.map(from -> new Totals(from.number(), from.number(), from.number(), readSums(from)), totals);
        totals.forEach(into::putTotals);
        in.list(readEntry).forEach(into::append);
    }

    private static Entry readEntry(Unpacker in) {
        var entry = readEntryWithoutMoments(in);
        return entry.daily() ? entry.at(PackedActivity.readMoments(entry.at(), in)) : entry;
    }

    private static Entry readEntryWithoutMoments(Unpacker in) {
        var event = in.text();
        long at = in.number();
        long packed = in.number();
        var properties = new TreeMap<String, List<Value>>();
        in.map(from -> from.list(PackedValue::require), properties);
        return new Entry(event, at, (packed & 1) == 1, properties, packed >> 1, readSums(in), Moments.NONE);
    }

    private static NavigableMap<String, Sum> readSums(Unpacker in) {
        var sums = new TreeMap<String, Sum>();
        in.map(from -> new Sum(from.number(), from.number()), sums);
        return sums;
    }
}
