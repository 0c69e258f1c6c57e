package io.tributary.local.prove.erasure;

import io.tributary.local.api.Api;
import io.tributary.local.prove.erasure.Verdict.Question;
import io.tributary.local.suite.DataDir;
import io.tributary.local.suite.Suite;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;

/**
 * One proof on a running suite: a person with data in every store is erased, and the bytes of all stores are searched for
 * what was theirs, before and after. Around it: the person asks for everything, others are restricted and suppressed, old
 * calls come again, nobody else changes, and the person comes back.
 */
public final class Erasure {

    /**
     * How it is done.
     *
     * @param bystanders other people of the tenant
     * @param strikes whether identity-service is killed while the request runs, and a platform fails at first
     * @param rowsAhead of an import that another one, with a row of the person, waits behind while they are erased; 0 for
     *     no such imports
     * @param retention of all topics from just before the request: long enough for who reads them
     */
    public record Plan(long seed, int bystanders, boolean strikes, int rowsAhead, Duration retention) {}

    private final Suite suite;
    private final DataDir data;
    private final Api api;
    private final Path project;
    private final PrintStream out;

    public Erasure(Suite suite, DataDir data, Api api, Path project, PrintStream out) {
        this.suite = suite;
        this.data = data;
        this.api = api;
        this.project = project;
        this.out = out;
    }

    public Verdict run(Plan plan) throws InterruptedException {
        var random = new Random(plan.seed());
        var person = Person.of(random);
        var run = "erasure-" + Long.toString(System.nanoTime(), Character.MAX_RADIX);
        var scene = new Scene(suite, data, api, run, out);
        scene.say("seed %d, tenant %s, %d bystanders", plan.seed(), run, plan.bystanders());
        var calls = new Calls(person, suite.now());
        try (var search = new ByteSearch(project, person.sought())) {
            var stores = new Stores(suite, data, search);
            new Judge(scene, project).findsWhatIsPlanted(random);
            var traces = new Traces(scene, api, person, calls, plan.bystanders());
            traces.leave(stores);
            new Judge(scene, project).findsEverything(stores);
            new OtherRequests(scene, person, calls).run();
            var erased = new Erasing(scene, api, person, calls, plan).run(stores, traces);
            new Comeback(scene, person, calls).run(erased);
        }
        report(scene);
        return scene.verdict;
    }

    private static void report(Scene scene) {
        for (var question : Question.values()) {
            var complaints = scene.verdict.complaints(question);
            scene.say("%-28s %s", question, complaints.isEmpty() ? "yes" : "NO");
            complaints.forEach(it -> scene.say("      %s", it));
        }
    }
}
