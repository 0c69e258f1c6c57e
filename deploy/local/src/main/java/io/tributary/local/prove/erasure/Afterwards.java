package io.tributary.local.prove.erasure;

import io.tributary.local.api.Api;
import io.tributary.local.api.Imports;
import io.tributary.local.prove.erasure.Verdict.Question;
import io.tributary.local.watch.Progress;
import java.io.OutputStream;
import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** After the erasure: everything is told again, what is in transit expires, and all stores are searched. */
final class Afterwards {

    private static final Duration EXPIRES_WITHIN = Duration.ofMinutes(2);
    private static final Duration GONE_WITHIN = Duration.ofMinutes(3);
    private static final int ROWS = 25;
    private static final int NEWCOMERS = 8;

    private final Scene scene;
    private final Api api;
    private final Person person;
    private final Calls calls;
    private int rounds;

    Afterwards(Scene scene, Api api, Person person, Calls calls) {
        this.scene = scene;
        this.api = api;
        this.person = person;
        this.calls = calls;
    }

    /** Old calls, new ones without permission, refused ones by a repair, and the same file once more. */
    void tellAgain(List<ObjectNode> sent) throws InterruptedException {
        scene.premises.shop().send(calls.again(sent));
        scene.premises.app().send(calls.withoutPermission());
        scene.premises.shop().send(calls.refused());
        var marketer = scene.premises.tenant().marketer();
        var repair = List.of(
                Map.of("op", "rename", "pointer", "/user_id", "to", "userId"),
                Map.of("op", "set", "pointer", "/event", "value", Calls.ORDER));
        var replay = api.post(marketer, "/api/v1/bad-rows/replay", Map.of("filter", Map.of(), "repair", repair))
                .orFail("replaying refused calls");
        var imports = new Imports(api, marketer);
        var silent = new Progress(new PrintStream(OutputStream.nullOutputStream()), false);
        var replayed = imports.awaitEnd(replay.path("jobId").asString(), 0, silent);
        scene.say("refused calls replayed: %s", replayed);
        var file = imports.send(
                Map.of(
                        "source",
                        scene.premises.sources().getOrDefault("shop", ""),
                        "format",
                        "csv",
                        "mapping",
                        RowsFile.mapping()),
                new RowsFile(person, scene.suite.now(), ROWS)::open);
        var imported = imports.awaitEnd(file, ROWS, silent);
        scene.verdict.require(
                Question.STAYS_ERASED,
                Imports.balanced(imported, ROWS) && imported.path("suppressed").asInt() == 1,
                "of a file, the person's row was not kept out: " + imported);
        scene.rest(Question.STAYS_ERASED, "everything was told again");
    }

    void nothingIsLeft(Stores stores, Retention retention, JsonNode request) throws InterruptedException {
        awaitTheDay(request);
        var ends = retention.ends();
        lifeGoesOn();
        long begin = System.nanoTime();
        scene.verdict.require(
                Question.NOTHING_IS_LEFT,
                retention.expired(ends, EXPIRES_WITHIN),
                "records older than the retention are still there");
        scene.say("what was in transit has expired, after %.1f s", (System.nanoTime() - begin) / 1e9);
        var last = whenNothingIsFound(stores);
        scene.say(
                "nothing found by the servers and in files: %s",
                last.found().isEmpty() ? "yes" : "not yet, after " + GONE_WITHIN.toSeconds() + " s");
        last.found().forEach(it -> scene.say("   still: %s", it.words()));
        var answer = stores.everything();
        answer.looked()
                .forEach(it ->
                        scene.say("   looked at %-14s %,6d places, %,14d bytes", it.store(), it.places(), it.bytes()));
        scene.verdict.complain(
                Question.NOTHING_IS_LEFT,
                answer.found().stream().map(ByteSearch.Found::words).toList());
        scene.verdict.complain(Question.ERASURE_ENDS, Judge.inLogs(answer.found()));
        tellWhatIsLeftBehind(stores);
    }

    /** What is in transit expires by the day that the request names; here it is a matter of seconds, because topics are. */
    private void awaitTheDay(JsonNode request) throws InterruptedException {
        var named = request.path("doneBy").asString("");
        var left = named.isEmpty() ? Duration.ZERO : Duration.between(Instant.now(), Instant.parse(named));
        scene.verdict.require(
                Question.ERASURE_ENDS,
                !named.isEmpty(),
                "the request names no day by which what is in transit expires");
        scene.verdict.require(
                Question.ERASURE_ENDS,
                left.compareTo(EXPIRES_WITHIN) < 0,
                "topics keep records for seconds, and the request says until " + named);
        if (left.isPositive() && left.compareTo(EXPIRES_WITHIN) < 0) {
            TimeUnit.MILLISECONDS.sleep(left.toMillis());
        }
    }

    /** A compacted topic is rewritten when it is written to: other people go on living, and the search is repeated. */
    private ByteSearch.Answer whenNothingIsFound(Stores stores) throws InterruptedException {
        long deadline = System.nanoTime() + GONE_WITHIN.toNanos();
        var answer = search(stores);
        while (!answer.found().isEmpty() && System.nanoTime() < deadline) {
            lifeGoesOn();
            TimeUnit.SECONDS.sleep(2);
            answer = search(stores);
        }
        return answer;
    }

    private ByteSearch.Answer search(Stores stores) throws InterruptedException {
        refreshStatistics();
        return stores.running();
    }

    /** New people come, in every partition of every topic that is compacted. */
    private void lifeGoesOn() {
        rounds++;
        for (int each = 0; each < NEWCOMERS; each++) {
            scene.premises.app().send(calls.introduced(new Someone("new" + rounds + "of" + each), each));
        }
    }

    /** As PostgreSQL does by itself, sooner or later: its statistics hold examples of what stood in a column. */
    private void refreshStatistics() {
        try (var database = scene.suite.database();
                var statement = database.createStatement()) {
            statement.execute("vacuum (analyze)");
        } catch (SQLException e) {
            throw new IllegalStateException("the statistics cannot be refreshed", e);
        }
    }

    private void tellWhatIsLeftBehind(Stores stores) throws InterruptedException {
        stores.leftBehind()
                .forEach((files, answer) -> scene.say(
                        "   bytes that no store answers any more, in %-28s %,d times in %,d files",
                        files + ":",
                        answer.found().stream()
                                .mapToLong(ByteSearch.Found::count)
                                .sum(),
                        answer.found().stream()
                                .map(ByteSearch.Found::place)
                                .distinct()
                                .count()));
    }
}
