package io.tributary.identity.privacy;

import io.tributary.identity.graph.Graphs;
import io.tributary.identity.identifier.Candidate;
import io.tributary.identity.identifier.Identifier;
import io.tributary.identity.identifier.Normalised;
import io.tributary.identity.identifier.Normaliser;
import io.tributary.identity.intake.Tenants;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Decides whether a request can be taken, and whom it is about. Calls block. */
public final class AskPrivacy {

    private final Requests requests;
    private final PrivatePeople people;
    private final Graphs graphs;
    private final Tenants tenants;
    private final Supplier<UUID> ids;
    private final Clock realClock;

    public AskPrivacy(
            Requests requests,
            PrivatePeople people,
            Graphs graphs,
            Tenants tenants,
            Supplier<UUID> ids,
            Clock realClock) {
        this.requests = requests;
        this.people = people;
        this.graphs = graphs;
        this.tenants = tenants;
        this.ids = ids;
        this.realClock = realClock;
    }

    /**
     * What is asked for.
     *
     * @param lifted what a lift takes back; null for every other kind
     * @param evidence why an erasure is taken back; empty for every other kind
     */
    public record Wish(
            String tenant,
            String account,
            RequestKind kind,
            @Nullable RequestKind lifted,
            String evidence) {}

    /** What became of it. */
    public sealed interface Verdict {

        /** It runs. */
        record Taken(PrivacyRequest request) implements Verdict {}

        /** No such profile. */
        record Unknown() implements Verdict {}

        /** The value points at nobody. */
        record Refused(Normalised.Reason reason) implements Verdict {}
    }

    /** Tells one wish from another without personal data. */
    public String fingerprint(Wish wish, @Nullable UUID profile, Candidate value) {
        var who = profile == null
                ? people.digest(wish.tenant(), new Identifier(value.namespace(), value.raw()))
                : profile.toString();
        return "privacy/" + wish.kind() + "/" + wish.lifted() + "/" + who;
    }

    public Verdict ask(Wish wish, UUID profile) {
        var living = people.living(wish.tenant(), profile);
        if (living.isPresent()) {
            return taken(wish, Subject.of(living.get()), living);
        }
        boolean liftsErasure = wish.lifted() == RequestKind.ERASE && people.wasErased(wish.tenant(), profile);
        return liftsErasure ? taken(wish, Subject.of(profile), Optional.of(profile)) : new Verdict.Unknown();
    }

    public Verdict ask(Wish wish, Candidate value) {
        var rules = graphs.standing(wish.tenant()).rules();
        return switch (new Normaliser(rules, tenants.region(wish.tenant())).normalise(value)) {
            case Normalised.Refused refused -> new Verdict.Refused(refused.reason());
            case Normalised.Valid valid -> ask(wish, valid.identifier());
        };
    }

    private Verdict ask(Wish wish, Identifier identifier) {
        var owner = people.owner(wish.tenant(), identifier);
        boolean needsSomebody = wish.kind() == RequestKind.RESTRICT || wish.lifted() == RequestKind.RESTRICT;
        if (owner.isEmpty() && needsSomebody) {
            return new Verdict.Unknown();
        }
        return taken(wish, Subject.of(identifier), owner);
    }

    private Verdict taken(Wish wish, Subject subject, Optional<UUID> profile) {
        var lifted = wish.lifted();
        var identifier = subject.identifier();
        var who = profile.map(UUID::toString)
                .orElseGet(() -> identifier == null ? "" : people.digest(wish.tenant(), identifier));
        return new Verdict.Taken(requests.open(new NewRequest(
                wish.tenant(),
                ids.get(),
                wish.kind(),
                lifted,
                wish.kind().label() + "/" + (lifted == null ? "" : lifted.label()) + "/" + who,
                profile.orElse(null),
                subject,
                Optional.empty(),
                wish.evidence(),
                wish.account(),
                realClock.millis())));
    }
}
