package io.tributary.identity.preference;

import io.tributary.identity.change.ChangeByHand;
import io.tributary.identity.change.SayVerdict;
import io.tributary.identity.consent.Consent;
import io.tributary.identity.consent.ConsentState;
import io.tributary.identity.consent.Consents;
import io.tributary.identity.intake.Tenants;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;

/**
 * Opens a person's page by its link, and takes the answers given there. The same answers come from events and from the
 * API, and the newest of them holds. Calls block.
 */
public final class OpenPage {

    /** Where answers of the page say that they come from. */
    public static final String SOURCE = Consent.BY_PAGE;

    /** A name without spaces: what nobody listed may be anybody's words, and must not read like the company's. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.:-]+");

    private final PreferenceLinks links;
    private final Tenants tenants;
    private final Stores stores;
    private final ChangeByHand changes;
    private final Clocks clocks;

    /** Links expire in real time; answers are given in suite time. */
    public record Clocks(Clock real, Clock suite, Duration lifetime) {}

    /**
     * What a page is made of.
     *
     * @param graphNumber a tenant's current one
     */
    public record Stores(Preferences preferences, AskedPurposes asked, ToLongFunction<String> graphNumber) {}

    public OpenPage(PreferenceLinks links, Tenants tenants, Stores stores, ChangeByHand changes, Clocks clocks) {
        this.links = links;
        this.tenants = tenants;
        this.stores = stores;
        this.changes = changes;
        this.clocks = clocks;
    }

    /** A token with its link. */
    public record Issued(String token, PreferenceLink link) {}

    /** Empty when there is no such profile. */
    public Optional<Issued> issue(String tenant, UUID profile) {
        // The number first: a split that comes between ends the link, never the other way round.
        long number = stores.graphNumber().applyAsLong(tenant);
        return stores.preferences().current(tenant, profile).map(_ -> {
            var link = new PreferenceLink(
                    tenant, profile, number, clocks.real().instant().plus(clocks.lifetime()));
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
        return stores.preferences()
                .current(link.get().tenant(), link.get().profile())
                .map(it -> opened(link.get(), it))
                .orElseGet(PageVerdict.Unknown::new);
    }

    private PageVerdict opened(PreferenceLink link, Preferences.Current current) {
        if (current.splitNumber() > link.graphNumber()) {
            return new PageVerdict.Expired();
        }
        var asked = new LinkedHashSet<>(stores.asked().of(link.tenant()));
        var questions = new ArrayList<PageVerdict.Question>();
        asked.forEach(it -> questions.add(question(it, current.consents(), true)));
        own(current.consents(), asked).forEach(it -> questions.add(question(it, current.consents(), false)));
        return new PageVerdict.Opened(link, List.copyOf(questions));
    }

    private static PageVerdict.Question question(String purpose, Consents consents, boolean asked) {
        return new PageVerdict.Question(purpose, consents.on(purpose).map(Consent::state), asked);
    }

    /** What the person has answered besides: who may grant by an event can take it back here. */
    private static List<String> own(Consents consents, Set<String> asked) {
        return consents.byPurpose().keySet().stream()
                .filter(it -> !asked.contains(it)
                        && !it.equals(Consent.EVERY_PURPOSE)
                        && !it.startsWith("$")
                        && PLAIN.matcher(it).matches())
                .sorted()
                .toList();
    }

    /**
     * Takes the answers over that the person meant; a purpose that the page does not ask about is refused, and one that
     * is answered as it was is not said again.
     */
    public PageVerdict answer(String token, Map<String, Choice> choices) {
        return switch (open(token)) {
            case PageVerdict.Opened opened -> answer(opened, choices);
            case PageVerdict.Expired expired -> expired;
            case PageVerdict.Unknown unknown -> unknown;
            case PageVerdict.Refused refused -> refused;
            case PageVerdict.NotKept notKept -> notKept;
        };
    }

    private PageVerdict answer(PageVerdict.Opened page, Map<String, Choice> choices) {
        var statements = new ArrayList<Consent>();
        long now = clocks.suite().millis();
        for (var choice : choices.entrySet()) {
            var question = page.questions().stream()
                    .filter(it -> it.purpose().equals(choice.getKey()))
                    .findFirst();
            if (question.isEmpty()) {
                return new PageVerdict.Refused();
            }
            var given = choice.getValue().given();
            if (choice.getValue().isMeant() && !question.get().answer().equals(Optional.of(given))) {
                statements.add(new Consent(choice.getKey(), given, now, SOURCE));
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
            case PageVerdict.NotKept notKept -> notKept;
        };
    }

    private PageVerdict say(PageVerdict.Opened page, List<Consent> statements) {
        if (statements.isEmpty()) {
            return page;
        }
        return switch (changes.say(page.link().tenant(), page.link().profile(), statements)) {
            case SayVerdict.Said _ -> page;
            case SayVerdict.Unknown _ -> new PageVerdict.Unknown();
            case SayVerdict.TooManyPurposes _ -> new PageVerdict.NotKept();
        };
    }
}
