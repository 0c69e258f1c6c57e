package io.tributary.gateway.adapter.http.door;

import io.tributary.contracts.problem.ProblemType;
import io.tributary.gateway.adapter.http.problem.ProblemException;
import io.tributary.gateway.limit.BodyLimit;
import io.tributary.gateway.limit.RequestBudget;
import io.tributary.gateway.route.Kind;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** The budgets and body limits of the door, by kind of route. */
public record DoorLimits(
        RequestBudget perAddress,
        RequestBudget perWriteKey,
        RequestBudget perTenant,
        BodyLimit collectorBody,
        BodyLimit apiBody) {

    BodyLimit bodyOf(Kind kind) {
        return switch (kind) {
            case COLLECTOR -> collectorBody;
            case SIGNED, API -> apiBody;
            case UPLOAD -> BodyLimit.NONE;
        };
    }

    void takeForAddress(ServerHttpRequest request) {
        var address = request.getRemoteAddress();
        if (address != null) {
            take(perAddress, address.getAddress().getHostAddress());
        }
    }

    static void take(RequestBudget budget, String key) {
        switch (budget.take(key)) {
            case RequestBudget.Verdict.Granted _ -> {}
            case RequestBudget.Verdict.Spent spent ->
                throw new ProblemException(
                        ProblemType.RATE_LIMITED, "Slow down; come back after the time given.", spent.comeBackAfter());
        }
    }
}
