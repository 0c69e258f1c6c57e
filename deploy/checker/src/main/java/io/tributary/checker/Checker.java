package io.tributary.checker;

import java.io.PrintStream;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** The program: reads the ledger and the store, prints the counts and every difference, and says it in its exit code. */
public final class Checker {

    private static final int EQUAL = 0;
    private static final int DIFFERENT = 1;
    private static final int NO_VERDICT = 2;
    private static final int SHOWN = 20;

    private final PrintStream out;

    private Checker(PrintStream out) {
        this.out = out;
    }

    public static void main(String... arguments) {
        System.exit(new Checker(System.out).run(arguments));
    }

    private int run(String... arguments) {
        try {
            if (List.of(arguments).contains("--help")) {
                out.println(Options.USAGE);
                return EQUAL;
            }
            return check(Options.of(arguments));
        } catch (CannotCheck failure) {
            out.println("no verdict: " + failure.getMessage());
            return NO_VERDICT;
        }
    }

    private int check(Options options) {
        var ledger = Ledger.read(options.ledger());
        if (ledger.promises().isEmpty()) {
            throw new CannotCheck("The ledger " + options.ledger() + " holds no call: nothing would be proven.");
        }
        var search = new Search(options.elasticsearch());
        search.post(options.eventIndex() + "," + options.profileIndex() + "/_refresh");
        var stored = new StoredEvents(search, options).read();
        var counted = new StoredPeople(search, options).read();
        var promised = ledger.countByPerson();
        say("acknowledged", ledger.promises().size(), "calls of " + promised.size() + " people");
        say("stored", stored.size(), "documents");
        say("promised", sum(promised.values()), "times \"" + options.event() + "\"");
        say("counted", sum(counted.values()), "times by " + counted.size() + " profiles");
        var findings = Findings.of(ledger, stored, counted);
        show(findings);
        say("torn", ledger.torn(), "lines of the ledger passed over");
        out.println(findings.isEmpty() ? "EQUAL" : "DIFFERENT");
        return findings.isEmpty() ? EQUAL : DIFFERENT;
    }

    private void show(Findings findings) {
        list("missing", findings.missing());
        list("extra copies", findings.copies());
        list("never promised", findings.unpromised());
        list("miscounted", findings.miscounted());
        list("scattered", findings.scattered());
        list("shared", findings.shared());
        list("strangers", findings.strangers());
    }

    private void list(String what, List<String> found) {
        say(
                what,
                found.size(),
                found.isEmpty()
                        ? ""
                        : found.stream().limit(SHOWN).toList()
                                + (found.size() > SHOWN ? " and " + (found.size() - SHOWN) + " more" : ""));
    }

    private void say(String what, long count, String words) {
        out.println(String.format(Locale.ROOT, "%-15s %,10d  %s", what, count, words)
                .stripTrailing());
    }

    private static long sum(Collection<Long> counts) {
        return counts.stream().mapToLong(Long::longValue).sum();
    }
}
