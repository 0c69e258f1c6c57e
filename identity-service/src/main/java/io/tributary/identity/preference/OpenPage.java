package io.tributary.identity.preference;

import io.tributary.identity.change.ChangeByHand;
import io.tributary.identity.consent.Consent;
import io.tributary.identity.consent.ConsentHistory;
import io.tributary.identity.consent.ConsentState;
import io.tributary.identity.consent.Consents;
import io.tributary.identity.graph.Graphs;
import io.tributary.identity.graph.PersonGraph;
import io.tributary.identity.intake.Tenants;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Opens a person's page by its link, and takes the answers given there. The same answers come from events and from the
 * API, and the newest of them holds. Calls block.
 */
public final class OpenPage {

    /** Where answers of the page say that they come from. */
    public static final String SOURCE = "preference-page";

    private final PreferenceLinks links;
    private final Tenants tenants;
    private final Graphs graphs;
    private final ChangeByHand changes;
    private final ConsentHistory history;
    private final Clocks clocks;

    /** Links expire in real time; answers are given in suite time. */
    public record Clocks(Clock real, Clock suite, Duration lifetime) {}

    public OpenPage(
            PreferenceLinks links,
            Tenants tenants,
            Graphs graphs,
            ChangeByHand changes,
            ConsentHistory history,
            Clocks clocks) {
        this.links = links;
        this.tenants = tenants;
        this.graphs = graphs;
        this.changes = changes;
        this.history = history;
        this.clocks = clocks;
    }

    /** A token with its link. */
    public record Issued(String token, PreferenceLink link) {}

    /** Empty when there is no such profile. */
    public Optional<Issued> issue(String tenant, UUID profile) {
        return graphs.person(tenant, profile).map(it -> {
            var link =
                    new PreferenceLink(tenant, profile, clocks.real().instant().plus(clocks.lifetime()));
            return new Issued(links.seal(link), link);
        });
    }

    public PageVerdict open(String token) {
        var link = links.open(token);
        if (link.isEmpty() || tenants.isSuspended(link.get().tenant())) {
            return new PageVerdict.Unknown();
        }
        if (!clocks.real().instant().isBefore(link.get().expiresAt())) {
            return new PageVerdict.Expired();
        }
        return graphs.person(link.get().tenant(), link.get().profile())
                .<PageVerdict>map(it -> opened(link.get(), it))
                .orElse(new PageVerdict.Unknown());
    }

    private PageVerdict.Opened opened(PreferenceLink link, PersonGraph person) {
        var consents = person.profile().consents();
        var purposes = new TreeSet<>(history.purposes(link.tenant(), Consents.MAX_PURPOSES));
        purposes.addAll(consents.byPurpose().keySet());
        purposes.removeIf(it -> it.equals(Consent.EVERY_PURPOSE) || it.startsWith("$"));
        return new PageVerdict.Opened(
                link,
                purposes.stream()
                        .map(it -> new PageVerdict.Question(it, consents.on(it).map(Consent::state)))
                        .toList());
    }

    /**
     * Takes the answers over; a purpose that the page does not ask about is refused, and one that is answered as it was is
     * not said again.
     */
    public PageVerdict answer(String token, Map<String, ConsentState> answers) {
        return switch (open(token)) {
            case PageVerdict.Opened opened -> answer(opened, answers);
            case PageVerdict.Expired expired -> expired;
            case PageVerdict.Unknown unknown -> unknown;
            case PageVerdict.Refused refused -> refused;
        };
    }

    private PageVerdict answer(PageVerdict.Opened page, Map<String, ConsentState> answers) {
        var statements = new ArrayList<Consent>();
        long now = clocks.suite().millis();
        for (var answer : answers.entrySet()) {
            var question = page.questions().stream()
                    .filter(it -> it.purpose().equals(answer.getKey()))
                    .findFirst();
            if (question.isEmpty()) {
                return new PageVerdict.Refused();
            }
            if (!question.get().answer().equals(Optional.of(answer.getValue()))) {
                statements.add(new Consent(answer.getKey(), answer.getValue(), now, SOURCE));
            }
        }
        return say(page, statements);
    }

    /** Denies everything, also what nobody has asked yet. */
    public PageVerdict refuseAll(String token) {
        return switch (open(token)) {
            case PageVerdict.Opened opened ->
                say(
                        opened,
                        List.of(new Consent(
                                Consent.EVERY_PURPOSE,
                                ConsentState.DENIED,
                                clocks.suite().millis(),
                                SOURCE)));
            case PageVerdict.Expired expired -> expired;
            case PageVerdict.Unknown unknown -> unknown;
            case PageVerdict.Refused refused -> refused;
        };
    }

    private PageVerdict say(PageVerdict.Opened page, List<Consent> statements) {
        if (statements.isEmpty()) {
            return page;
        }
        return changes.say(page.link().tenant(), page.link().profile(), statements)
                        .isEmpty()
                ? new PageVerdict.Unknown()
                : page;
    }
}
