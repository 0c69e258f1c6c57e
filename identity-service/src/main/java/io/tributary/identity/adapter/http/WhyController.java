package io.tributary.identity.adapter.http;

import io.tributary.contracts.problem.ProblemType;
import io.tributary.identity.explain.Side;
import io.tributary.identity.explain.WhyOnePerson;
import io.tributary.identity.graph.Graphs;
import io.tributary.identity.graph.Node;
import io.tributary.identity.graph.PersonGraph;
import io.tributary.identity.identifier.Identifier;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/**
 * Why these two are one person. Changes nothing; a POST, because identifiers are personal data and belong into no URL.
 */
@RestController
@RequestMapping("/api/v1/identity/{profileId}/why")
public final class WhyController {

    private final Door door;
    private final Graphs graphs;

    public WhyController(Door door, Graphs graphs) {
        this.door = door;
        this.graphs = graphs;
    }

    /** Either an identifier in its normal form, as the graph shows it, or a profile that was merged or lives. */
    record SideCall(
            @Nullable String namespace,
            @Nullable String value,
            @Nullable String profileId) {}

    record WhyCall(@Nullable SideCall one, @Nullable SideCall other) {}

    /** An identifier; both texts are absent when it was forgotten since, as a visit on a shared device is. */
    record EndAnswer(
            long id, @Nullable String namespace, @Nullable String value) {}

    record StepAnswer(EndAnswer from, EndAnswer to, GraphAnswer.EdgeAnswer evidence) {}

    /** The chain from one to the other, and the merges that hold along it. */
    record WhyAnswer(UUID profileId, List<StepAnswer> path, List<GraphAnswer.MergeAnswer> merges) {}

    @PostMapping
    Mono<WhyAnswer> why(
            @AuthenticationPrincipal Jwt token, @PathVariable String profileId, @RequestBody WhyCall request) {
        var caller = door.caller(token).mayRead();
        var id = Door.profileId(profileId);
        var one = side("/one", request.one());
        var other = side("/other", request.other());
        return door.blocking(() -> {
            var person = graphs.person(caller.tenant(), id).orElseThrow(Door::notFound);
            return new WhyOnePerson(person)
                    .between(nodes("/one", one, person), nodes("/other", other, person))
                    .map(it -> answer(person, it))
                    .orElseThrow(() -> new ProblemException(
                            ProblemType.CONFLICT, "No evidence joins the two: they were only ever kept together."));
        });
    }

    private static Side side(String pointer, @Nullable SideCall call) {
        if (call != null && call.profileId() != null && call.namespace() == null && call.value() == null) {
            return new Side.OfProfile(Door.profileId(call.profileId()));
        }
        if (call != null && call.profileId() == null && call.namespace() != null && call.value() != null) {
            return new Side.OfIdentifier(new Identifier(call.namespace(), call.value()));
        }
        throw violation(pointer, "exactly-one", "Give either namespace and value, or profileId.");
    }

    private static Set<Long> nodes(String pointer, Side side, PersonGraph person) {
        var nodes = side.nodes(person);
        if (nodes.isEmpty()) {
            throw violation(pointer, "unknown", "This person has nothing of the kind: see the graph.");
        }
        return nodes;
    }

    private static WhyAnswer answer(PersonGraph person, WhyOnePerson.Answer why) {
        var nodes = person.profile().nodes().values().stream().collect(Collectors.toMap(Node::id, Function.identity()));
        return new WhyAnswer(
                person.profile().id(),
                why.steps().stream()
                        .map(it -> new StepAnswer(
                                end(it.from(), nodes), end(it.to(), nodes), GraphAnswer.edge(it.evidence())))
                        .toList(),
                why.merges().stream()
                        .map(it -> GraphAnswer.merge(new PersonGraph.MergeRow(it, null)))
                        .toList());
    }

    private static EndAnswer end(long id, Map<Long, Node> nodes) {
        var node = nodes.get(id);
        return node == null
                ? new EndAnswer(id, null, null)
                : new EndAnswer(
                        id, node.identifier().namespace(), node.identifier().value());
    }

    private static ProblemException violation(String pointer, String rule, String message) {
        return new ProblemException(
                ProblemType.INVALID_REQUEST,
                "The request breaks a rule: see violations.",
                List.of(new ProblemException.Violation(pointer, rule, message)));
    }
}
