package io.tributary.local.prove.replies;

import io.tributary.local.watch.MemoryWatch;
import io.tributary.local.watch.Metrics;
import io.tributary.local.watch.Progress;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The whole matrix on one running suite: rows, a stopped broker, senders that stall, what was kept, and memory. */
public final class ReplyProof {

    private static final String STAGE = "replies";
    private static final String MARKER = "Marker";
    private static final int MARKERS = 16;
    private static final long COUNTED_WITHIN_SECONDS = 120;

    private final ReplyDesk desk;
    private final ReplyKeys keys;
    private final Progress progress;
    private final List<ReplyCases> matrix;
    private final StoppedBroker stopped;
    private final SlowSenders slow;

    /** Makes two tenants for it. */
    public ReplyProof(ReplyTarget target, Progress progress) {
        this.desk = new ReplyDesk(target);
        this.keys = ReplyKeys.make(
                target.api(), "replies-" + Long.toString(Clock.systemUTC().millis(), Character.MAX_RADIX));
        this.progress = progress;
        this.stopped = new StoppedBroker(desk, keys);
        this.slow = new SlowSenders(desk, keys);
        this.matrix =
                Stream.of(Door.values()).map(it -> ReplyCases.through(it, keys)).toList();
    }

    /** The rows, for who runs them one by one. */
    public List<ReplyCase> cases() {
        return matrix.stream().flatMap(it -> it.cases().stream()).toList();
    }

    /** What is wrong with one row's answer; empty when nothing is. */
    public List<String> ask(ReplyCase row) {
        var differences = row.differences(desk);
        progress.say(STAGE, row + (differences.isEmpty() ? ": as it must be" : ": WRONG " + differences));
        return differences;
    }

    /** Everything that differs from the reference, by what was tried. Asks every row. */
    public Map<String, List<String>> run(int hostileRequests) throws InterruptedException {
        var found = new LinkedHashMap<String, List<String>>();
        cases().forEach(it -> note(found, it.toString(), ask(it)));
        stopBroker().forEach((what, differences) -> note(found, what, differences));
        note(found, "slow senders", slowSenders().differences());
        note(found, "kept", keptWrongly());
        var memory = memory(hostileRequests);
        note(found, "memory", memory.differences());
        return found;
    }

    private static void note(Map<String, List<String>> found, String what, List<String> differences) {
        if (!differences.isEmpty()) {
            found.put(what, differences);
        }
    }

    /** 503 through both doors; what is wrong with the answers, by row. Everything is sent again until it is taken. */
    public Map<String, List<String>> stopBroker() throws InterruptedException {
        var found = new LinkedHashMap<String, List<String>>();
        stopped.differences().forEach((door, differences) -> {
            var row = "503 the broker stands still " + door;
            progress.say(STAGE, row + (differences.isEmpty() ? ": as it must be" : ": WRONG " + differences));
            found.put(row, differences);
        });
        return found;
    }

    /** Lets senders stall at the collector itself while others send through both doors. */
    public SlowReport slowSenders() throws InterruptedException {
        var report = slow.stall();
        progress.say("slow senders", report.words());
        return report;
    }

    /** What is wrong with what is stored, when all rows were asked: nothing of what was refused, the rest once. */
    public List<String> keptWrongly() throws InterruptedException {
        var taken = new ArrayList<>(stopped.messageIds());
        taken.addAll(slow.messageIds());
        matrix.forEach(it -> taken.addAll(it.takenIds()));
        awaitMarkers();
        var differences = new ArrayList<String>();
        var refused = matrix.stream().flatMap(it -> it.refusedIds().stream()).toList();
        compare(differences, "stored of " + refused.size() + " refused calls", 0, desk.stored(refused));
        compare(differences, "stored of the taken calls", taken.size(), desk.stored(taken));
        int repeated = stopped.messageIds().size();
        compare(differences, "people with a call repeated after 503", repeated, counted(StoppedBroker.EVENT, 1));
        compare(differences, "people whose repeated call counts twice", 0, counted(StoppedBroker.EVENT, 2));
        differences.addAll(badRows());
        progress.say(
                STAGE,
                differences.isEmpty()
                        ? "of " + refused.size() + " refused calls none is stored, " + taken.size()
                                + " taken calls are stored once and count once"
                        : "kept WRONG " + differences);
        return differences;
    }

    /** Sent last, to every partition: when they are stored and counted, nothing that was sent before is on its way. */
    private void awaitMarkers() throws InterruptedException {
        for (int i = 0; i < MARKERS; i++) {
            var body = "{\"event\":\"" + MARKER + "\",\"userId\":\"marker-" + i + "\",\"messageId\":\"marker-"
                    + UUID.randomUUID() + "\"}";
            desk.send(Ask.post("/v1/track", keys.open(), body).to(desk.addressOf(Door.GATEWAY)));
        }
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(COUNTED_WITHIN_SECONDS);
        while (counted(MARKER, 1) < MARKERS && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(500);
        }
    }

    /** How many people of the matrix' tenant did it at least so often. */
    private long counted(String event, int atLeast) {
        var rule = "count(\"" + event + "\") >= " + atLeast + " ever";
        return desk.target()
                .api()
                .post(keys.admin(), "/api/v1/segments/preview", Map.of("rule", rule))
                .orFail("previewing")
                .path("count")
                .asLong(-1);
    }

    /** The calls over 32 KB are bad rows, each once however often it was sent, and nothing else of the matrix is. */
    private List<String> badRows() {
        var rows = desk.target()
                .api()
                .get(keys.admin(), "/api/v1/bad-rows?limit=500&source=" + keys.openSource())
                .orFail("asking for the bad rows")
                .path("items");
        var differences = new ArrayList<String>();
        compare(differences, "bad rows", (long) Door.values().length * ReplyCases.OVERSIZE_CALLS, rows.size());
        rows.forEach(row -> {
            if (!row.path("kind").asString().equals("too-large")
                    || !row.path("truncated").asBoolean()) {
                differences.add("a bad row " + row);
            }
        });
        return differences;
    }

    private static void compare(List<String> differences, String what, long expected, long got) {
        if (expected != got) {
            differences.add(got + " " + what + " instead of " + expected);
        }
    }

    /** Lets hostile requests come, first to warm the collector up, then so many that a leak would show. */
    public MemoryReport memory(int requests) throws InterruptedException {
        var target = desk.target();
        var hostile = new Hostile(target.collector(), keys.open());
        hostile.send(requests / 2);
        try (var watch = new MemoryWatch(target.collectorPid(), target.management())) {
            long heap = watch.heapAfterCollection();
            long resident = watch.resident();
            watch.start();
            hostile.send(requests);
            long peak = watch.peak();
            long heapAfter = watch.heapAfterCollection();
            var held = new Metrics().of(target.management()).getOrDefault("cdp_intake_held_bytes", -1.0);
            var report = new MemoryReport(
                    requests, resident, peak, watch.resident(), heap, heapAfter, Math.round(held), hostile.answers());
            progress.say("memory", report.words());
            return report;
        }
    }
}
