package io.tributary.local.prove.erasure;

import io.tributary.local.api.Api;
import io.tributary.local.prove.erasure.Verdict.Question;
import io.tributary.local.run.DoublesView;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * The request itself, at a bad moment: events of the person are on their way while segment-service stands still, a file with a
 * row of theirs waits for its import, a platform fails at first, and identity-service is killed in the middle.
 */
final class Erasing {

    private static final Question QUESTION = Question.ERASURE_ENDS;
    private static final Duration WITHIN = Duration.ofMinutes(10);
    private static final Duration STAGE_WITHIN = Duration.ofSeconds(20);
    private static final Duration FROZEN = Duration.ofSeconds(3);
    private static final List<String> STAGES = List.of("gate", "withdraw", "delete", "prove");
    private static final Set<String> SYSTEMS = Set.of("identity", "ingestion", "segment", "activation");
    private static final String SEGMENT = "segment-service";
    private static final String IDENTITY = "identity-service";

    private final Scene scene;
    private final Api api;
    private final Person person;
    private final Calls calls;
    private final Erasure.Plan plan;

    Erasing(Scene scene, Api api, Person person, Calls calls, Erasure.Plan plan) {
        this.scene = scene;
        this.api = api;
        this.person = person;
        this.calls = calls;
        this.plan = plan;
    }

    /** Returns every id that the person had. */
    Set<String> run(Stores stores, Traces traces) throws InterruptedException {
        var profile = scene.people.idOf(person.identifiers().getFirst());
        var ids = scene.people.everyIdOf(profile);
        var before = descriptions(traces);
        var waiting = new WaitingImport(scene, api, person, plan.rowsAhead());
        if (plan.rowsAhead() > 0) {
            waiting.begin(stores);
        }
        if (plan.strikes()) {
            new DoublesView(scene.suite.doubles()).fail("meta", 2);
        }
        try (var retention = Retention.of(scene.suite.kafkaBootstrap(), plan.retention())) {
            var request = follow(askWhileEventsAreOnTheirWay(profile), waiting);
            require(request);
            if (plan.rowsAhead() > 0) {
                waiting.end();
            }
            scene.rest(QUESTION, "the erasure");
            requireGone(ids);
            var after = new Afterwards(scene, api, person, calls);
            after.tellAgain(traces.sent());
            requireGone(ids);
            requireUntouched(before, descriptions(traces));
            after.nothingIsLeft(stores, retention, request);
        }
        return ids;
    }

    /** What the topology has not read yet when the person is erased must not bring them back. */
    private String askWhileEventsAreOnTheirWay(String profile) throws InterruptedException {
        scene.suite.freeze(SEGMENT);
        try {
            scene.premises.shop().send(calls.orderNow(scene.suite.now(), person.get(Person.USER_ID)));
            var id = scene.desk.ask("erase", PrivacyDesk.about(profile));
            var again = scene.desk.ask("erase", PrivacyDesk.about(profile));
            scene.verdict.require(QUESTION, again.equals(id), "asked twice, there are two requests");
            var request = scene.desk.follow(id, FROZEN);
            scene.verdict.require(
                    QUESTION, !PrivacyDesk.hasEnded(request), "a request ended although a system stood still");
            scene.verdict.require(
                    QUESTION,
                    request.path("waitsFor").toString().contains("segment"),
                    "a request that waits for segment does not say so: " + request.path("waitsFor"));
            return id;
        } finally {
            scene.suite.thaw(SEGMENT);
        }
    }

    private JsonNode follow(String id, WaitingImport waiting) throws InterruptedException {
        Scene.becomesTrue(() -> !scene.desk.look(id).path("stage").asString("").equals("gate"), STAGE_WITHIN);
        if (plan.rowsAhead() > 0) {
            waiting.requireThatItWaits();
        }
        if (plan.strikes()) {
            scene.suite.kill(IDENTITY);
            scene.suite.restart(IDENTITY);
            scene.say("%s was killed while the request ran, and started again", IDENTITY);
        }
        return scene.desk.follow(id, WITHIN);
    }

    private void require(JsonNode request) {
        scene.verdict.require(
                QUESTION,
                Set.of("done", "done-by").contains(request.path("state").asString("")),
                "the request does not end: " + request);
        for (var stage : STAGES) {
            var done = PrivacyDesk.doneIn(request, stage);
            SYSTEMS.forEach(
                    it -> scene.verdict.require(QUESTION, done.contains(it), it + " has not answered " + stage));
        }
        long platforms = PrivacyDesk.doneIn(request, "withdraw").stream()
                .filter(it -> it.startsWith("destination:"))
                .count();
        scene.verdict.require(QUESTION, platforms == 3, platforms + " platforms have forgotten the person, and not 3");
        var named = person.namedIn(request.toString());
        scene.verdict.require(QUESTION, named.isEmpty(), "the request's answer holds " + named);
        scene.say("the request: %s, until %s", request.path("state"), request.path("doneBy"));
        request.path("systems").forEach(it -> scene.say("   %s", it));
    }

    private void requireGone(Set<String> ids) {
        var question = Question.STAYS_ERASED;
        for (var identifier : person.identifiers()) {
            scene.verdict.require(
                    question,
                    scene.people.find(identifier).isEmpty(),
                    "somebody has the identifier " + identifier.get("namespace"));
        }
        for (var id : ids) {
            int status = scene.people.graph(id).status();
            scene.verdict.require(question, status == 404 || status == 410, "a graph is answered with " + status);
        }
        scene.verdict.require(
                question,
                !scene.people.held("sendgrid").contains(person.email()),
                "the mail platform holds the person");
        scene.verdict.require(
                question,
                !scene.people.held("meta").contains(Digest.sha256(person.email())),
                "the ad platform holds the person");
        var hooked = scene.people.held("webhook");
        scene.verdict.require(
                question, ids.stream().noneMatch(hooked::contains), "the webhook's receiver holds the person");
    }

    private Map<String, Map<String, String>> descriptions(Traces traces) {
        return traces.untouched().stream()
                .collect(Collectors.toMap(
                        Someone::word, scene.people::description, (one, _) -> one, LinkedHashMap::new));
    }

    private void requireUntouched(Map<String, Map<String, String>> before, Map<String, Map<String, String>> after) {
        before.forEach((someone, said) -> scene.verdict.complain(
                Question.OTHERS_ARE_UNTOUCHED,
                said.entrySet().stream()
                        .filter(it -> !it.getValue()
                                .equals(after.getOrDefault(someone, Map.of()).get(it.getKey())))
                        .map(difference(someone, after))
                        .toList()));
    }

    private static Function<Map.Entry<String, String>, String> difference(
            String someone, Map<String, Map<String, String>> after) {
        return it -> someone + ", " + it.getKey() + ": was " + it.getValue() + ", is "
                + after.getOrDefault(someone, Map.of()).get(it.getKey());
    }
}
