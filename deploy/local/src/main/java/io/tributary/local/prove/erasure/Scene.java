package io.tributary.local.prove.erasure;

import com.google.errorprone.annotations.FormatMethod;
import io.tributary.local.api.Api;
import io.tributary.local.prove.erasure.Verdict.Question;
import io.tributary.local.run.OpenWork;
import io.tributary.local.suite.DataDir;
import io.tributary.local.suite.Suite;
import io.tributary.local.watch.Progress;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** What all parts of the proof need: the suite, the tenant's premises and people, and where complaints go. */
final class Scene {

    private static final Duration SETTLES_WITHIN = Duration.ofMinutes(3);
    private static final Duration SEEN_WITHIN = Duration.ofMinutes(1);
    private static final long LOOK_MILLIS = 250;

    final Suite suite;
    final DataDir data;
    final Premises premises;
    final People people;
    final PrivacyDesk desk;
    final Verdict verdict = new Verdict();

    private final PrintStream out;

    Scene(Suite suite, DataDir data, Api api, String tenant, PrintStream out) {
        this.suite = suite;
        this.data = data;
        this.out = out;
        this.premises = Premises.make(suite, api, tenant);
        this.people = new People(suite, api, premises);
        this.desk = new PrivacyDesk(api, premises.admin(), out);
    }

    /** Waits until nothing is on its way; that it does not end is a complaint, because then nothing can be compared. */
    void rest(Question question, String after) throws InterruptedException {
        long begin = System.nanoTime();
        boolean rested = new OpenWork(suite).settles(SETTLES_WITHIN, new Progress(out, false));
        say("%s after %s, in %.1f s", rested ? "at rest" : "NOT AT REST", after, (System.nanoTime() - begin) / 1e9);
        verdict.require(question, rested, "the suite does not come to rest after " + after);
    }

    /** What is seen a moment later than it happens. */
    void await(Question question, String otherwise, BooleanSupplier condition) throws InterruptedException {
        verdict.require(question, becomesTrue(condition, SEEN_WITHIN), otherwise);
    }

    static boolean becomesTrue(BooleanSupplier condition, Duration within) throws InterruptedException {
        long deadline = System.nanoTime() + within.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        return true;
    }

    @FormatMethod
    void say(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }
}
