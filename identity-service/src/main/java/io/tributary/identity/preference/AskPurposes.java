package io.tributary.identity.preference;

import io.tributary.identity.consent.Consent;
import io.tributary.identity.consent.Consents;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** Decides what a tenant may ask for on people's own page. */
public final class AskPurposes {

    private AskPurposes() {}

    /**
     * One broken rule.
     *
     * @param index of the purpose; -1 for the list
     * @param rule in kebab-case
     * @param message what to change
     */
    public record Fault(int index, String rule, String message) {}

    /** Every fault of the proposal; none means that the page may ask it. */
    public static List<Fault> faultsOf(List<String> proposal) {
        var faults = new ArrayList<Fault>();
        if (proposal.size() > Consents.MAX_PURPOSES) {
            faults.add(new Fault(-1, "size", "Ask for at most " + Consents.MAX_PURPOSES + " purposes."));
        }
        var seen = new HashSet<String>();
        for (int i = 0; i < proposal.size(); i++) {
            var purpose = proposal.get(i);
            if (!isName(purpose)) {
                faults.add(new Fault(
                        i,
                        "name",
                        "Use 1 to " + Consent.MAX_PURPOSE
                                + " characters, the first no dollar sign, and not only a star."));
            } else if (!seen.add(purpose)) {
                faults.add(new Fault(i, "unique", "Name each purpose once."));
            }
        }
        return List.copyOf(faults);
    }

    private static boolean isName(String purpose) {
        return !purpose.isBlank()
                && purpose.length() <= Consent.MAX_PURPOSE
                && !purpose.startsWith("$")
                && !purpose.equals(Consent.EVERY_PURPOSE)
                && purpose.chars().noneMatch(Character::isISOControl);
    }
}
