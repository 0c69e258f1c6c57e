package io.tributary.gateway.adapter.http;

import io.swagger.v3.oas.annotations.tags.Tag;
import io.tributary.contracts.problem.ProblemType;
import io.tributary.gateway.adapter.http.door.Admitted;
import io.tributary.gateway.adapter.http.problem.ProblemException;
import io.tributary.gateway.tenant.ChangeMembers;
import io.tributary.gateway.tenant.ChangeMembers.Outcome;
import io.tributary.gateway.tenant.Organizations;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The accounts of the caller's own tenant, for its admins. */
@Tag(name = "members")
@RestController
@RequestMapping("/api/v1/members")
class MembersController {

    private final Organizations organizations;
    private final ChangeMembers members;
    private final Repeats repeats;

    MembersController(Organizations organizations, ChangeMembers members, Repeats repeats) {
        this.organizations = organizations;
        this.members = members;
        this.repeats = repeats;
    }

    @GetMapping
    Mono<ListAnswer<MemberView>> list(ServerWebExchange exchange) {
        var admin = Admitted.adminOf(exchange);
        var paging = Paging.of(exchange);
        int first = Math.toIntExact(paging.number(0));
        return organizations
                .members(admin.tenant(), first, paging.limit() + 1)
                .map(read -> ListAnswer.of(read, paging.limit(), MemberView::of, _ -> first + paging.limit()));
    }

    @PostMapping
    Mono<ResponseEntity<String>> add(ServerWebExchange exchange, @RequestBody NewMemberRequest request) {
        var admin = Admitted.adminOf(exchange);
        var member = request.member();
        return repeats.created(
                exchange,
                admin.tenant(),
                request,
                () -> members.add(admin.tenant(), member).map(MembersController::answer));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> remove(ServerWebExchange exchange, @PathVariable String id) {
        var admin = Admitted.adminOf(exchange);
        return members.remove(admin.tenant(), id, admin.caller().account())
                .map(MembersController::answer)
                .then();
    }

    private static Object answer(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Added added -> MemberView.of(added.member());
            case Outcome.Removed removed -> removed;
            case Outcome.Invalid invalid -> throw ProblemException.invalid(invalid.violations());
            case Outcome.AlreadyMember _ ->
                throw new ProblemException(
                        ProblemType.ALREADY_EXISTS, "The account is a member of this tenant already.");
            case Outcome.Elsewhere _ ->
                throw new ProblemException(
                        ProblemType.CONFLICT,
                        "The user name or e-mail address belongs to another account; an account has one tenant.");
            case Outcome.NotAccepted _ ->
                throw ProblemException.invalid(
                        "", "NOT_ACCEPTED", "The identity provider does not accept this address, name or password.");
            case Outcome.NotFound _ -> throw new ProblemException(ProblemType.NOT_FOUND, "There is no such member.");
            case Outcome.OwnAccount _ ->
                throw new ProblemException(ProblemType.CONFLICT, "Another admin has to remove this account.");
        };
    }
}
