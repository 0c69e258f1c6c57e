package io.tributary.activation.adapter.http;

import io.tributary.activation.touch.Touched;
import io.tributary.activation.touch.TouchedPeople;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The other half of the blast radius of a merge or a split: identity names the profiles, this says what hangs on them. */
@RestController
class TouchController {

    private static final int MOST_PROFILES = 500;
    private static final int MAX_ID = 100;

    private final Callers callers;
    private final TouchedPeople people;
    private final Lift lift;

    TouchController(Callers callers, TouchedPeople people, Lift lift) {
        this.callers = callers;
        this.people = people;
        this.lift = lift;
    }

    /** The profiles that the dry run named. */
    record TouchRequest(@Nullable List<@Nullable String> profiles) {}

    @PostMapping("/api/v1/audiences/touched")
    Mono<Touched> touched(@AuthenticationPrincipal Jwt token, @RequestBody TouchRequest request) {
        var caller = callers.admit(token).mayRead();
        var profiles = named(request.profiles());
        return lift.call(() -> people.by(caller.tenant(), profiles));
    }

    private static List<String> named(@Nullable List<@Nullable String> asked) {
        int size = asked == null ? 0 : asked.size();
        new Checks()
                .that(
                        size > 0 && size <= MOST_PROFILES,
                        "/profiles",
                        "size",
                        "name 1 to " + MOST_PROFILES + " profiles")
                .orRefuse();
        var checks = new Checks();
        var profiles = new ArrayList<String>();
        for (int at = 0; asked != null && at < size; at++) {
            profiles.add(checks.text(asked.get(at), "/profiles/" + at, MAX_ID));
        }
        checks.orRefuse();
        return profiles;
    }
}
