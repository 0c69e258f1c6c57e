package io.tributary.identity.adapter.http;

import io.tributary.contracts.problem.ProblemType;
import io.tributary.identity.adapter.http.RulesController.RulesBody;
import io.tributary.identity.simulation.SimulateRules;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What rules would do to the people there are, without touching them; the body is that of a put of the rules. */
@RestController
@RequestMapping("/api/v1/identity/rules/simulate")
public final class SimulationController {

    private final Door door;
    private final SimulateRules simulations;

    public SimulationController(Door door, SimulateRules simulations) {
        this.door = door;
        this.simulations = simulations;
    }

    @PostMapping
    Mono<SimulationAnswer> simulate(
            @AuthenticationPrincipal Jwt token,
            @RequestBody RulesBody request,
            @RequestParam(defaultValue = "1") long seed) {
        var caller = door.caller(token).mayManage();
        request.check();
        return door.blocking(() -> simulations
                .simulate(caller.tenant(), request.toRules(0), seed)
                .map(SimulationAnswer::from)
                .orElseThrow(() -> new ProblemException(
                        ProblemType.RATE_LIMITED, "Another simulation is running here; try again when it has ended.")));
    }
}
