package io.tributary.segment.adapter.http;

import io.tributary.contracts.problem.ProblemType;
import io.tributary.segment.adapter.http.ProblemException.Violation;
import io.tributary.segment.backtest.StartBacktest;
import io.tributary.segment.backtest.StartBacktest.Verdict;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** What a rule would have selected on each of the last days; the job's report tells. */
@RestController
@RequestMapping("/api/v1/segments/backtest")
class BacktestController {

    /**
     * The wish.
     *
     * @param days how many whole days before today, 90 when nobody says
     */
    record BacktestRequest(
            @Nullable JsonNode rule, @Nullable Integer days) {}

    /** The answer to a wish for long work. */
    record Accepted(String jobId) {}

    private final StartBacktest startBacktest;
    private final Callers callers;
    private final IdempotentCalls calls;
    private final RuleInput rules;

    BacktestController(StartBacktest startBacktest, Callers callers, IdempotentCalls calls, RuleInput rules) {
        this.startBacktest = startBacktest;
        this.callers = callers;
        this.calls = calls;
        this.rules = rules;
    }

    @PostMapping
    Mono<ResponseEntity<JsonNode>> start(
            @AuthenticationPrincipal Jwt token, @RequestBody BacktestRequest request, ServerWebExchange exchange) {
        var caller = callers.admit(token).mayWrite();
        var rule = rules.read(request.rule());
        int days = days(request);
        return calls.once(
                caller,
                exchange,
                request,
                () -> rules.meant(caller.tenant(), rule)
                        .flatMap(meaning -> startBacktest.start(caller.tenant(), meaning, days))
                        .map(BacktestController::answer));
    }

    private static int days(BacktestRequest request) {
        int days = request.days() == null ? StartBacktest.DAYS : request.days();
        if (days < 1 || days > StartBacktest.MOST_DAYS) {
            throw new ProblemException(
                    ProblemType.INVALID_REQUEST,
                    "Ask for 1 to " + StartBacktest.MOST_DAYS + " days.",
                    List.of(new Violation("/days", "range", "1 to " + StartBacktest.MOST_DAYS)));
        }
        return days;
    }

    private static ResponseEntity<?> answer(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Started(var id) ->
                ResponseEntity.accepted()
                        .location(URI.create("/api/v1/jobs/" + id))
                        .body(new Accepted(id));
            case Verdict.TooMany(var most) ->
                throw new ProblemException(
                        ProblemType.RATE_LIMITED,
                        most + " back-tests wait or run already: wait for one, or cancel it.");
        };
    }
}
