package io.tributary.identity.adapter.http;

import io.tributary.contracts.problem.ProblemType;
import io.tributary.identity.identifier.Candidate;
import io.tributary.identity.privacy.AskPrivacy;
import io.tributary.identity.privacy.RequestKind;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The body of a new request.
 *
 * @param kind the label of a kind of request
 * @param lifts what is taken back: {@code erase}, {@code suppress} or {@code restrict}
 * @param evidence why an erasure is taken back
 */
record PrivacyWish(
        @Nullable String kind,
        @Nullable SubjectWish subject,
        @Nullable String lifts,
        @Nullable String evidence) {

    private static final int LONGEST_EVIDENCE = 2_000;

    /** A profile, or a value with its namespace. */
    record SubjectWish(
            @Nullable String profileId,
            @Nullable String namespace,
            @Nullable String value) {}

    /**
     * What is asked for, and of whom.
     *
     * @param profile null where a value says whom
     */
    record Read(AskPrivacy.Wish wish, @Nullable UUID profile, Candidate value) {}

    Read read(Caller caller) {
        var broken = new ArrayList<ProblemException.Violation>();
        var asked = RequestKind.labelled(String.valueOf(kind)).orElse(null);
        if (asked == null) {
            broken.add(broken("/kind", "value", "Say access, erase, suppress, restrict or lift."));
        }
        var lifted = lifts == null
                ? null
                : RequestKind.labelled(lifts).filter(RequestKind::canBeLifted).orElse(null);
        if ((asked == RequestKind.LIFT) != (lifted != null) || (lifts == null) != (lifted == null)) {
            broken.add(broken("/lifts", "value", "Say erase, suppress or restrict with a lift, and nothing without."));
        }
        var why = evidence == null ? "" : evidence.strip();
        if ((lifted == RequestKind.ERASE) == why.isEmpty() || why.length() > LONGEST_EVIDENCE) {
            broken.add(broken(
                    "/evidence",
                    "size",
                    "Say in 1 to " + LONGEST_EVIDENCE
                            + " characters why an erasure is lifted, and nothing otherwise."));
        }
        var who = subject == null ? new SubjectWish(null, null, null) : subject;
        boolean byProfile = who.profileId() != null && who.namespace() == null && who.value() == null;
        boolean byValue = who.profileId() == null && who.namespace() != null && who.value() != null;
        if (!byProfile && !byValue) {
            broken.add(broken("/subject", "value", "Name a profileId, or a namespace with a value."));
        }
        if (asked == null || !broken.isEmpty()) {
            throw new ProblemException(
                    ProblemType.INVALID_REQUEST, "The request breaks a rule: see violations.", broken);
        }
        return new Read(
                new AskPrivacy.Wish(caller.tenant(), caller.account(), asked, lifted, why),
                byProfile ? Door.profileId(String.valueOf(who.profileId())) : null,
                new Candidate(String.valueOf(who.namespace()), String.valueOf(who.value())));
    }

    private static ProblemException.Violation broken(String pointer, String rule, String message) {
        return new ProblemException.Violation(pointer, rule, message);
    }

    static ProblemException violation(String pointer, String rule, String message) {
        return new ProblemException(
                ProblemType.INVALID_REQUEST,
                "The request breaks a rule: see violations.",
                List.of(broken(pointer, rule, message)));
    }
}
