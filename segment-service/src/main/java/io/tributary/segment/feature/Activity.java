package io.tributary.segment.feature;

import io.tributary.segment.interval.Days;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A profile's events in two resolutions: by second for today and the four days before, by day back to 400 days, with the
 * seconds in which something happened; first, last, count and sums for ever. Folding depends only on what is held and on
 * today, never on the order of arrival.
 */
public final class Activity {

    /** How many days before today keep whole seconds: the longest rolling window (72 h) always lies within. */
    public static final int RECENT_DAYS = 4;

    /** How many days before today are kept at all. */
    public static final int KEPT_DAYS = 400;

    /** How many entries a profile keeps. */
    public static final int MAX_ENTRIES = 2_000;

    /** How many seconds a profile keeps in its folded days. */
    public static final int MAX_MOMENTS = 5_000;

    private final NavigableMap<String, List<Entry>> entries = new TreeMap<>();
    private final NavigableMap<String, Totals> totals = new TreeMap<>();

    // For which day all was folded, and the oldest that came since then: who is busy is not looked through at each
    // event.
    private @Nullable Folding foldedFor;
    private long oldestNew = Long.MAX_VALUE;

    private record Folding(Days days, long today) {}

    /** Entries of one event, rising by time. */
    public List<Entry> of(String event) {
        var list = entries.get(event);
        return list == null ? List.of() : Collections.unmodifiableList(list);
    }

    /** Whether nothing of that name has ever happened. */
    public boolean isUnheardOf(String event) {
        return !totals.containsKey(event) && !entries.containsKey(event);
    }

    /** All entries, by event, then rising by time. */
    public List<Entry> all() {
        return entries.values().stream().flatMap(List::stream).toList();
    }

    NavigableMap<String, List<Entry>> byEvent() {
        return Collections.unmodifiableNavigableMap(entries);
    }

    /** What is kept for ever, by event. */
    public NavigableMap<String, Totals> totals() {
        return Collections.unmodifiableNavigableMap(totals);
    }

    /**
     * The same, but the entries between two seconds (both inclusive) as these facts tell them, to the second; what is kept
     * for ever stays as it is.
     */
    public Activity inDetail(long from, long until, Collection<EventFacts> facts) {
        var detailed = new Activity();
        all().stream().filter(it -> it.at() < from || until < it.at()).forEach(detailed::append);
        facts.stream()
                .filter(it -> !it.event().isEmpty() && from <= it.at() && it.at() <= until)
                .forEach(it -> detailed.put(Entry.of(it)));
        totals.forEach(detailed::putTotals);
        return detailed;
    }

    /** The same and, to the second, an event that happened so many times. */
    public Activity and(EventFacts facts, int times) {
        var more = new Activity();
        all().forEach(more::append);
        totals.forEach(more::putTotals);
        more.put(Entry.of(facts).times(times));
        more.putTotals(facts.event(), Totals.of(facts).times(times));
        return more;
    }

    void clear() {
        entries.clear();
        totals.clear();
        foldedFor = null;
    }

    int size() {
        return entries.values().stream().mapToInt(List::size).sum();
    }

    void add(EventFacts facts) {
        put(Entry.of(facts));
        putTotals(facts.event(), Totals.of(facts));
    }

    void addAll(Activity other) {
        other.all().forEach(this::put);
        other.totals.forEach(this::putTotals);
    }

    void put(Entry entry) {
        oldestNew = Math.min(oldestNew, entry.at());
        var list = entries.computeIfAbsent(entry.event(), it -> new ArrayList<>());
        int index = Collections.binarySearch(list, entry, Comparator.comparingLong(Entry::at));
        index = index < 0 ? -index - 1 : firstOf(list, index);
        int insertion = index;
        for (; index < list.size() && list.get(index).at() == entry.at(); index++) {
            if (list.get(index).sameAs(entry)) {
                list.set(index, list.get(index).plus(entry));
                return;
            }
        }
        list.add(insertion, entry);
    }

    /** Takes over an entry that follows all others of its event, as {@link #all} gives them. */
    void append(Entry entry) {
        entries.computeIfAbsent(entry.event(), it -> new ArrayList<>()).add(entry);
    }

    void putTotals(String event, Totals more) {
        totals.merge(event, more, Totals::plus);
    }

    /**
     * Brings everything to the resolution that belongs to its age. Returns whether seconds of folded days were given up,
     * because there were too many.
     */
    boolean fold(Days days, long now) {
        long today = days.dayOf(now);
        var folding = new Folding(days, today);
        long recentFrom = days.midnight(today - RECENT_DAYS) / 1000;
        if (folding.equals(foldedFor) && oldestNew >= recentFrom) {
            return false;
        }
        long keptFrom = days.midnight(today - KEPT_DAYS) / 1000;
        for (var list : List.copyOf(entries.values())) {
            var old = list.stream()
                    .filter(it -> it.at() < keptFrom || (!it.daily() && it.at() < recentFrom))
                    .toList();
            list.removeAll(old);
            old.stream().filter(it -> it.at() >= keptFrom).forEach(it -> put(it.onDay(midnightOf(it, days))));
        }
        entries.values().removeIf(List::isEmpty);
        foldedFor = folding;
        oldestNew = Long.MAX_VALUE;
        return forgetMoments();
    }

    /** The event that has most seconds gives up those of the older half of its days. */
    private boolean forgetMoments() {
        boolean forgot = false;
        while (entries.values().stream().mapToInt(Activity::moments).sum() > MAX_MOMENTS) {
            forgot = true;
            var most = Collections.max(entries.values(), Comparator.comparingInt(Activity::moments));
            var withSeconds =
                    most.stream().filter(it -> it.moments().size() > 0).toList();
            long until = withSeconds.get((withSeconds.size() - 1) / 2).at();
            most.replaceAll(it -> it.at() <= until ? it.at(Moments.NONE) : it);
        }
        return forgot;
    }

    private static int moments(List<Entry> list) {
        return list.stream().mapToInt(it -> it.moments().size()).sum();
    }

    /**
     * Gives up detail until at most so many entries are left, of the most frequent event first: seconds become days,
     * then properties go, then the oldest days. Returns whether anything was given up.
     */
    boolean shrink(int limit, Days days) {
        boolean shrunk = false;
        while (size() > limit) {
            shrunk = true;
            shrinkMostFrequent(days);
        }
        return shrunk;
    }

    private void shrinkMostFrequent(Days days) {
        Map.Entry<String, List<Entry>> most = Collections.max(
                entries.entrySet(), Comparator.comparingInt(it -> it.getValue().size()));
        var before = most.getValue();
        var list = List.copyOf(before);
        before.clear();
        if (list.stream().anyMatch(it -> !it.daily())) {
            list.forEach(it -> put(it.onDay(midnightOf(it, days))));
        } else if (list.stream().anyMatch(it -> !it.properties().isEmpty())) {
            list.forEach(it -> put(it.withoutProperties()));
        } else {
            before.addAll(list.subList(list.size() / 2, list.size()));
        }
        entries.values().removeIf(List::isEmpty);
    }

    private static long midnightOf(Entry entry, Days days) {
        return entry.daily() ? entry.at() : days.midnight(days.dayOf(entry.at() * 1000)) / 1000;
    }

    private static int firstOf(List<Entry> list, int index) {
        int first = index;
        while (first > 0 && list.get(first - 1).at() == list.get(index).at()) {
            first--;
        }
        return first;
    }
}
