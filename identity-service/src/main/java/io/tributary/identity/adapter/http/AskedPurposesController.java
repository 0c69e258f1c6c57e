package io.tributary.identity.adapter.http;

import io.tributary.contracts.problem.ProblemType;
import io.tributary.identity.preference.AskPurposes;
import io.tributary.identity.preference.AskedPurposes;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What the tenant asks for on people's own page, in its order. A put replaces the whole list. */
@RestController
@RequestMapping("/api/v1/identity/purposes")
public final class AskedPurposesController {

    private final Door door;
    private final AskedPurposes asked;

    public AskedPurposesController(Door door, AskedPurposes asked) {
        this.door = door;
        this.asked = asked;
    }

    /** Names of purposes as events and the API use them. */
    record PurposesBody(@Nullable List<@Nullable String> purposes) {

        List<String> names() {
            return purposes == null
                    ? List.of()
                    : purposes.stream().map(it -> it == null ? "" : it).toList();
        }
    }

    @GetMapping
    Mono<PurposesBody> purposes(@AuthenticationPrincipal Jwt token) {
        var caller = door.caller(token).mayRead();
        return door.blocking(() -> body(asked.of(caller.tenant())));
    }

    @PutMapping
    Mono<PurposesBody> replace(@AuthenticationPrincipal Jwt token, @RequestBody PurposesBody request) {
        var caller = door.caller(token).mayManage();
        if (request.purposes() == null) {
            throw refused(List.of(new AskPurposes.Fault(-1, "required", "Give a list; an empty one asks nothing.")));
        }
        var names = request.names();
        var faults = AskPurposes.faultsOf(names);
        if (!faults.isEmpty()) {
            throw refused(faults);
        }
        return door.blocking(() -> {
            asked.replace(caller.tenant(), names);
            return body(names);
        });
    }

    private static PurposesBody body(List<String> names) {
        return new PurposesBody(List.copyOf(names));
    }

    private static ProblemException refused(List<AskPurposes.Fault> faults) {
        return new ProblemException(
                ProblemType.INVALID_REQUEST,
                "The request breaks a rule: see violations.",
                faults.stream()
                        .map(it -> new ProblemException.Violation(
                                it.index() < 0 ? "/purposes" : "/purposes/" + it.index(), it.rule(), it.message()))
                        .toList());
    }
}
