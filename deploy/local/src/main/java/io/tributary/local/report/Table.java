package io.tributary.local.report;

import com.google.errorprone.annotations.FormatMethod;
import io.tributary.local.api.User;
import io.tributary.local.run.Outcome;
import io.tributary.local.suite.Suite;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What a person sees at the end of a run. */
public final class Table {

    private final PrintStream out;

    public Table(PrintStream out) {
        this.out = out;
    }

    public void print(Outcome outcome) {
        var counts = outcome.counts();
        line("%s", "");
        line(
                "Events    sent %,d = accepted %,d + refused %,d + suppressed %,d",
                counts.sent(), counts.accepted(), counts.refused(), counts.suppressed());
        line(
                "          resolved %,d = applied %,d + duplicate %,d + dropped %,d",
                counts.resolved(), counts.applied(), counts.duplicate(), counts.dropped());
        line("People    %,d", outcome.people());
        line("%s", "");
        line("%-26s %9s   %s", "Segment", "size", "reach");
        outcome.segments().forEach(it -> line("%-26s %,9d   %s", it.key(), it.size(), reach(it.reach())));
        line("%s", "");
        line("%-26s %9s %9s %9s %11s", "Audience", "members", "added", "removed", "suppressed");
        outcome.audiences()
                .forEach(it -> line(
                        "%-26s %,9d %,9d %,9d %,11d",
                        it.key(), it.members(), it.added(), it.removed(), it.suppressed()));
        line("%s", "");
        line("%s", outcome.balanced() ? "Everything adds up." : "NOT BALANCED. Still open: " + outcome.lags());
    }

    /** Where to look, with the local users. */
    public void printAddresses(Suite suite, Map<String, String> writeKeys) {
        line("%s", "");
        line("Gateway   %s   documentation %s", suite.gateway(), suite.gateway().resolve("/docs"));
        line("Tokens    deploy/token [USER]   (%s)", suite.tokenUrl());
        for (var user : User.all()) {
            line("          %-10s password %-12s role %s", user.username(), user.password(), user.role());
        }
        writeKeys.forEach((source, key) -> line("Source    %-10s write key %s", source, key));
        line("Platforms %s   (what the mail and ad doubles hold, and every request they got)", suite.doubles());
        line("Webhooks  %s", suite.doubles().resolve("/webhooks"));
    }

    private static String reach(Map<String, Long> reach) {
        return reach.entrySet().stream()
                .map(it -> String.format(Locale.ROOT, "%s %,d", it.getKey(), it.getValue()))
                .collect(Collectors.joining(", "));
    }

    @FormatMethod
    private void line(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }
}
