package io.tributary.identity.adapter.http;

import io.tributary.contracts.problem.ProblemType;
import io.tributary.identity.change.ChangeByHand;
import io.tributary.identity.change.SayVerdict;
import io.tributary.identity.consent.Consent;
import io.tributary.identity.consent.ConsentState;
import io.tributary.identity.consent.Consents;
import io.tributary.identity.graph.Graphs;
import io.tributary.identity.graph.Profile;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What a person allowed, per purpose. A put states the purposes it names and leaves the others as they are. */
@RestController
@RequestMapping("/api/v1/profiles/{profileId}/consents")
public final class ConsentsController {

    private static final String SOURCE = Consent.BY_API;

    private final Door door;
    private final Graphs graphs;
    private final ChangeByHand changes;
    private final Clock suiteClock;

    public ConsentsController(Door door, Graphs graphs, ChangeByHand changes, Clock suiteClock) {
        this.door = door;
        this.graphs = graphs;
        this.changes = changes;
        this.suiteClock = suiteClock;
    }

    /** One answer of the person. */
    record ConsentAnswer(String state, Instant at, String source) {}

    /** All answers, by purpose. */
    record ConsentsAnswer(UUID profileId, Map<String, ConsentAnswer> consents) {

        static ConsentsAnswer from(UUID profileId, Consents consents) {
            var byPurpose = new TreeMap<String, ConsentAnswer>();
            consents.byPurpose()
                    .forEach((purpose, it) -> byPurpose.put(
                            purpose,
                            new ConsentAnswer(
                                    it.state().name().toLowerCase(Locale.ROOT),
                                    Instant.ofEpochMilli(it.at()),
                                    it.source())));
            return new ConsentsAnswer(profileId, byPurpose);
        }

        static ConsentsAnswer from(Profile profile) {
            return from(profile.id(), profile.consents());
        }
    }

    /** Purposes with {@code granted} or {@code denied}. */
    record ConsentsRequest(@Nullable Map<String, String> consents) {}

    @GetMapping
    Mono<ConsentsAnswer> consents(@AuthenticationPrincipal Jwt token, @PathVariable String profileId) {
        var caller = door.caller(token).mayRead();
        var id = Door.profileId(profileId);
        return door.blocking(() -> graphs.person(caller.tenant(), id)
                .map(it -> ConsentsAnswer.from(it.profile()))
                .orElseThrow(Door::notFound));
    }

    @PutMapping
    Mono<ConsentsAnswer> say(
            @AuthenticationPrincipal Jwt token, @PathVariable String profileId, @RequestBody ConsentsRequest request) {
        var caller = door.caller(token).mayWrite();
        var id = Door.profileId(profileId);
        var statements = statements(request);
        return door.blocking(() -> switch (changes.say(caller.tenant(), id, statements)) {
            case SayVerdict.Said said -> ConsentsAnswer.from(said.profile());
            case SayVerdict.Unknown _ -> throw Door.notFound();
            case SayVerdict.TooManyPurposes _ ->
                throw new ProblemException(
                        ProblemType.CONFLICT,
                        "The profile has answers to " + Consents.MAX_PURPOSES
                                + " purposes, and no more are kept: deny every purpose at once (*), or answer one that it has.");
        });
    }

    private List<Consent> statements(ConsentsRequest request) {
        var violations = new ArrayList<ProblemException.Violation>();
        var statements = new ArrayList<Consent>();
        var asked = request.consents() == null ? Map.<String, String>of() : request.consents();
        if (asked.isEmpty() || asked.size() > Consents.MAX_PURPOSES) {
            violations.add(new ProblemException.Violation("/consents", "size", "Name 1 to 100 purposes."));
        }
        long now = suiteClock.millis();
        asked.forEach((purpose, state) -> {
            var pointer = "/consents/" + purpose.replace("~", "~0").replace("/", "~1");
            if (purpose.isBlank() || purpose.length() > Consent.MAX_PURPOSE) {
                violations.add(new ProblemException.Violation(pointer, "name", "Use 1 to 64 characters."));
            }
            if (purpose.equals(Consent.EVERY_PURPOSE) && "granted".equals(state)) {
                violations.add(new ProblemException.Violation(
                        pointer, "name", "Every purpose can be denied at once, never granted."));
            }
            switch (state) {
                case "granted" -> statements.add(new Consent(purpose, ConsentState.GRANTED, now, SOURCE));
                case "denied" -> statements.add(new Consent(purpose, ConsentState.DENIED, now, SOURCE));
                case null, default ->
                    violations.add(new ProblemException.Violation(pointer, "state", "Say granted or denied."));
            }
        });
        if (!violations.isEmpty()) {
            throw new ProblemException(
                    ProblemType.INVALID_REQUEST, "The request breaks a rule: see violations.", violations);
        }
        return statements;
    }
}
