package io.tributary.local.prove.erasure;

import io.tributary.local.api.Api;
import io.tributary.local.api.Imports;
import io.tributary.local.prove.erasure.Verdict.Question;
import io.tributary.local.prove.lanes.HistoryFile;
import io.tributary.local.watch.Progress;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** A file with a row of the person that waits behind a larger one while the person is erased. */
final class WaitingImport {

    private static final int ROWS = 25;

    private final Scene scene;
    private final Person person;
    private final Imports imports;
    private final int rowsAhead;
    private String before = "";
    private String job = "";

    /** @param rowsAhead only tried out, so that they cost nobody else anything; cancelled before they end */
    WaitingImport(Scene scene, Api api, Person person, int rowsAhead) {
        this.scene = scene;
        this.person = person;
        this.rowsAhead = rowsAhead;
        this.imports = new Imports(api, scene.premises.tenant().marketer());
    }

    void begin(Stores stores) throws InterruptedException {
        var now = scene.suite.now();
        before = send(HistoryFile.mapping(), true, () -> new HistoryFile(rowsAhead, 1, now));
        job = send(RowsFile.mapping(), false, () -> new RowsFile(person, now, ROWS).open());
        var found = stores.uploads().found();
        scene.verdict.require(
                Question.SEARCH_FINDS_WHAT_IS_THERE,
                found.stream().anyMatch(it -> it.value().equals(Person.EMAIL)),
                "the file that waits for its import does not hold the person's address");
    }

    private String send(String mapping, boolean dryRun, Supplier<InputStream> file) {
        var said = new HashMap<>(Map.of("format", "csv", "mapping", mapping, "dryRun", Boolean.toString(dryRun)));
        said.put("source", scene.premises.sources().getOrDefault("shop", ""));
        return imports.send(said, file);
    }

    /** Once the gate is closed: what is read from the file after that is read about an erased person. */
    void requireThatItWaits() {
        scene.verdict.require(
                Question.STAYS_ERASED,
                imports.job(job).path("state").asString().equals("queued"),
                "the import did not wait until the person was kept out, so that nothing is proven about it");
    }

    /** Everybody else's rows come in; the person's does not, and no file is left. */
    void end() throws InterruptedException {
        // What has ended already let the other go on before the person's files were looked through, which is as good.
        imports.cancel(before);
        var ended = imports.awaitEnd(job, ROWS, new Progress(new PrintStream(OutputStream.nullOutputStream()), false));
        scene.say("the import that waited: %s", ended);
        scene.verdict.require(
                Question.STAYS_ERASED,
                ended.path("state").asString().equals("done")
                        && ended.path("accepted").asInt() == ROWS - 1,
                "of the import that waited not just the rows of others came in: " + ended);
    }
}
