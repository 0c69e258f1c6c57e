package io.tributary.local.prove.erasure;

import io.tributary.local.prove.erasure.Verdict.Question;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The requests that delete nothing: the person sees everything, one other is restricted, another suppressed, each lifted. */
final class OtherRequests {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration WITHIN = Duration.ofMinutes(2);
    private static final Set<String> SYSTEMS = Set.of("identity", "ingestion", "segment", "activation");

    private final Scene scene;
    private final Person person;
    private final Calls calls;

    OtherRequests(Scene scene, Person person, Calls calls) {
        this.scene = scene;
        this.person = person;
        this.calls = calls;
    }

    void run() throws InterruptedException {
        access();
        restrict();
        suppress();
    }

    private void access() throws InterruptedException {
        var question = Question.ACCESS_IS_COMPLETE;
        var profile = scene.people.idOf(person.identifiers().getFirst());
        var request = end(question, scene.desk.ask("access", PrivacyDesk.about(profile)));
        var file = scene.desk.file(request.path("id").asString());
        scene.verdict.require(question, file.status() == 200, "the file was answered with " + file.status());
        var records = file.body().lines().map(JSON::readTree).toList();
        var systems = records.stream().map(it -> it.path("system").asString("")).collect(Collectors.toSet());
        SYSTEMS.forEach(it -> scene.verdict.require(question, systems.contains(it), "the file has no line of " + it));
        var named = person.namedIn(decoded(records));
        person.values()
                .keySet()
                .forEach(it -> scene.verdict.require(question, named.contains(it), "the file does not hold the " + it));
        scene.verdict.require(
                question, !file.body().contains(new Someone("by0").email()), "the file holds somebody else's address");
        scene.say(
                "the access file: %,d lines of %s, %d of %d values",
                records.size(), systems, named.size(), person.values().size());
    }

    /** Every text of every record, unescaped. */
    private static String decoded(List<JsonNode> records) {
        var texts = new ArrayList<String>();
        records.forEach(it -> collect(it, texts));
        return String.join("\n", texts);
    }

    private static void collect(JsonNode node, List<String> texts) {
        if (node.isString()) {
            texts.add(node.asString());
        }
        node.properties().forEach(it -> texts.add(it.getKey()));
        node.forEach(it -> collect(it, texts));
    }

    private void restrict() throws InterruptedException {
        var question = Question.RESTRICTION_HOLDS;
        var someone = Traces.RESTRICTED;
        var profile = scene.people.idOf(someone.identifier());
        scene.await(question, "the person was never at the platform", () -> isHeld(someone));
        end(question, scene.desk.ask("restrict", PrivacyDesk.about(profile)));
        scene.await(
                question,
                "a restricted person is still in a segment",
                () -> !scene.people.isMember(someone.identifier(), Premises.BUYERS));
        scene.await(question, "a restricted person is still at the platform", () -> !isHeld(someone));
        scene.premises.app().send(calls.orderNow(scene.suite.now(), someone.userId()));
        scene.rest(question, "an order of a restricted person");
        scene.verdict.require(
                question,
                !scene.people.isMember(someone.identifier(), Premises.BUYERS),
                "an event undid a restriction");
        int kept = scene.people.events(profile).size();
        scene.verdict.require(question, kept == 3, "a restricted person has " + kept + " events, and not 3");
        end(question, lift("restrict", PrivacyDesk.about(profile)));
        scene.await(
                question,
                "a person is in no segment after the restriction",
                () -> scene.people.isMember(someone.identifier(), Premises.BUYERS));
        scene.await(question, "a person is not at the platform after the restriction", () -> isHeld(someone));
    }

    private void suppress() throws InterruptedException {
        var question = Question.SUPPRESSION_HOLDS;
        var someone = Traces.SUPPRESSED;
        var profile = scene.people.idOf(someone.identifier());
        end(question, scene.desk.ask("suppress", someone.identifier()));
        scene.await(question, "a suppressed person is still at the platform", () -> !isHeld(someone));
        int before = scene.people.events(profile).size();
        scene.premises.app().send(calls.orderNow(scene.suite.now(), someone.userId()));
        scene.rest(question, "an order of a suppressed person");
        scene.verdict.require(
                question, scene.people.events(profile).size() == before, "the event of a suppressed person was let in");
        end(question, lift("suppress", someone.identifier()));
        scene.premises.app().send(calls.orderNow(scene.suite.now(), someone.userId()));
        scene.await(
                question,
                "the event of a person who is suppressed no more was not let in",
                () -> scene.people.events(profile).size() == before + 1);
        scene.await(question, "a person is not at the platform after the suppression", () -> isHeld(someone));
    }

    private String lift(String kind, Object subject) {
        return scene.desk.ask("lift", subject, Map.of("lifts", kind));
    }

    private boolean isHeld(Someone someone) {
        return scene.people.held("sendgrid").contains(someone.email());
    }

    private JsonNode end(Question question, String id) throws InterruptedException {
        var request = scene.desk.follow(id, WITHIN);
        scene.verdict.require(
                question,
                Set.of("done", "done-by").contains(request.path("state").asString("")),
                "the request does not end: " + request);
        return request;
    }
}
