package io.tributary.activation.privacy;

import io.tributary.activation.delivery.Ids;
import io.tributary.activation.suppression.Effect;
import io.tributary.activation.suppression.Suppression;
import io.tributary.activation.suppression.SuppressionKind;
import io.tributary.activation.suppression.SuppressionScope;
import io.tributary.activation.suppression.Suppressions;
import java.util.ArrayList;
import java.util.List;

/**
 * Suppresses a person everywhere and for ever, or takes that back. It leaves alone what others put on the list about the
 * same identifiers.
 */
public final class SuppressPerson {

    private static final String PROFILE = "profile_id";
    private static final String ACTOR = "privacy-request";
    private static final String MASKED = "***";
    // Beside, not in the place of, what a person put on the list by hand.
    private static final String OF_REQUEST = "privacy-request";

    private final Suppressions suppressions;
    private final ProfileDigest profileDigest;
    private final Ids ids;

    public SuppressPerson(Suppressions suppressions, ProfileDigest profileDigest, Ids ids) {
        this.suppressions = suppressions;
        this.profileDigest = profileDigest;
        this.ids = ids;
    }

    /** The keyed digest in hex of a profile id, by which a profile is suppressed as such. */
    @FunctionalInterface
    public interface ProfileDigest {
        String of(String tenant, String profileId);
    }

    /** Devices too, so that the door knows them; the gate lets them block nobody by themselves. */
    int erase(PersonRequest request) {
        return record(request, SuppressionKind.ERASURE, everything(request.subject()));
    }

    /** What is of one person; a device only where nothing else is known. */
    int suppress(PersonRequest request) {
        return record(request, SuppressionKind.MANUAL, strong(request.subject()));
    }

    int lift(PersonRequest request, SuppressionKind kind) {
        int lifted = 0;
        for (var subject : everything(request.subject())) {
            for (var it : suppressions.of(request.tenant(), subject)) {
                if (it.kind() == kind
                        && it.scope() == SuppressionScope.GLOBAL
                        && it.scopeId().equals(scopeId(kind))) {
                    suppressions.lift(request.tenant(), it.id(), ACTOR);
                    lifted++;
                }
            }
        }
        return lifted;
    }

    private int record(PersonRequest request, SuppressionKind kind, List<Suppression.Subject> subjects) {
        suppressions.record(
                subjects.stream().map(it -> suppression(request, kind, it)).toList(), ACTOR);
        return subjects.size();
    }

    private Suppression suppression(PersonRequest request, SuppressionKind kind, Suppression.Subject subject) {
        return new Suppression(
                ids.next("sup"),
                request.tenant(),
                subject,
                SuppressionScope.GLOBAL,
                scopeId(kind),
                kind,
                Effect.BLOCK,
                request.at(),
                null,
                "privacy request " + request.id(),
                MASKED);
    }

    private static String scopeId(SuppressionKind kind) {
        return kind == SuppressionKind.MANUAL ? OF_REQUEST : "";
    }

    private List<Suppression.Subject> everything(Subject subject) {
        var subjects = new ArrayList<Suppression.Subject>();
        subject.identifiers().forEach(it -> subjects.add(new Suppression.Subject(it.namespace(), it.digest())));
        subjects.addAll(profiles(subject));
        return subjects.stream().distinct().toList();
    }

    private List<Suppression.Subject> strong(Subject subject) {
        var subjects = new ArrayList<>(profiles(subject));
        subject.identifiers().stream()
                .filter(Subject.Known::isOfOnePerson)
                .forEach(it -> subjects.add(new Suppression.Subject(it.namespace(), it.digest())));
        return subjects.isEmpty()
                ? everything(subject)
                : subjects.stream().distinct().toList();
    }

    private List<Suppression.Subject> profiles(Subject subject) {
        return subject.profileIds().stream()
                .map(it -> new Suppression.Subject(PROFILE, profileDigest.of(subject.tenant(), it)))
                .toList();
    }
}
