package io.tributary.identity.rules;

import io.tributary.identity.identifier.Namespace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decides whether rules that a tenant proposes may come into force. */
public final class RulesPolicy {

    private static final int MAX_NAMESPACES = 50;
    private static final int MAX_BLOCKED = 200;
    private static final int MAX_PATTERN = 200;
    private static final int MAX_PRIORITY = 1_000;
    private static final Duration LONGEST_PERIOD = Duration.ofDays(3_660);
    private static final Duration SHORTEST_SESSION = Duration.ofMinutes(1);
    private static final Duration LONGEST_SESSION = Duration.ofDays(1);

    private RulesPolicy() {}

    /**
     * One broken rule.
     *
     * @param pointer JSON pointer into the proposal
     * @param rule the rule's name in kebab-case
     * @param message what to change
     */
    public record Fault(String pointer, String rule, String message) {}

    /** Every fault of the proposal; none means that it may come into force. */
    public static List<Fault> faultsOf(IdentityRules proposal) {
        var faults = new ArrayList<Fault>();
        within(faults, "/maxIdentifiers", proposal.maxIdentifiers(), 2, IdentityRules.MOST_IDENTIFIERS);
        within(faults, "/maxMerges", proposal.maxMerges(), 1, IdentityRules.MOST_MERGES);
        check(faults, proposal.sharedDevices());
        if (proposal.namespaces().size() > MAX_NAMESPACES) {
            faults.add(new Fault("/namespaces", "too-many", "Give at most " + MAX_NAMESPACES + " namespaces."));
        }
        for (var entry : proposal.namespaces().entrySet()) {
            check(faults, entry);
        }
        return List.copyOf(faults);
    }

    private static void check(List<Fault> faults, SharedDevices rule) {
        within(faults, "/sharedDevices/owners", rule.owners(), 2, SharedDevices.MOST_OWNERS);
        if (rule.session().compareTo(SHORTEST_SESSION) < 0 || rule.session().compareTo(LONGEST_SESSION) > 0) {
            faults.add(new Fault("/sharedDevices/session", "range", "Give a duration from one minute to one day."));
        }
        if (rule.logins().size() > MAX_NAMESPACES
                || !rule.logins().stream().allMatch(Namespace::isName)
                || rule.logins().contains(Namespace.ANONYMOUS_ID)) {
            faults.add(new Fault(
                    "/sharedDevices/logins",
                    "namespace-name",
                    "Give at most " + MAX_NAMESPACES + " namespaces, none of them " + Namespace.ANONYMOUS_ID + "."));
        }
    }

    private static void check(List<Fault> faults, Map.Entry<String, NamespaceRule> entry) {
        var pointer = "/namespaces/" + entry.getKey().replace("~", "~0").replace("/", "~1");
        var rule = entry.getValue();
        if (!Namespace.isName(entry.getKey())) {
            faults.add(new Fault(pointer, "namespace-name", "Use lower case letters, digits and underscores."));
        }
        within(faults, pointer + "/limit", rule.limit(), 1, IdentityRules.MOST_IDENTIFIERS);
        within(faults, pointer + "/priority", rule.priority(), 1, MAX_PRIORITY);
        if (!isPeriod(rule.period())) {
            faults.add(new Fault(pointer + "/period", "range", "Give a positive duration of at most ten years."));
        }
        if (rule.blocked().size() > MAX_BLOCKED
                || rule.blocked().stream().anyMatch(it -> it.isBlank() || it.length() > MAX_PATTERN)) {
            faults.add(new Fault(
                    pointer + "/blocked",
                    "size",
                    "Give at most " + MAX_BLOCKED + " values of 1 to " + MAX_PATTERN + " characters."));
        }
    }

    private static boolean isPeriod(@Nullable Duration period) {
        return period == null || (period.isPositive() && period.compareTo(LONGEST_PERIOD) <= 0);
    }

    private static void within(List<Fault> faults, String pointer, int value, int least, int most) {
        if (value < least || value > most) {
            faults.add(new Fault(pointer, "range", "Give a whole number from " + least + " to " + most + "."));
        }
    }
}
