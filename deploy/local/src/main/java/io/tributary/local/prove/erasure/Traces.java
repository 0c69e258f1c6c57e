package io.tributary.local.prove.erasure;

import io.tributary.local.api.Api;
import io.tributary.local.api.Imports;
import io.tributary.local.prove.erasure.Verdict.Question;
import io.tributary.local.watch.Progress;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import tools.jackson.databind.node.ObjectNode;

/** Leaves traces of the person in every store, between those of other people. */
final class Traces {

    static final Someone VISITOR = new Someone("visitor");
    static final Someone RESTRICTED = new Someone("rita");
    static final Someone SUPPRESSED = new Someone("sven");

    private static final Question QUESTION = Question.SEARCH_FINDS_WHAT_IS_THERE;
    private static final int ROWS = 25;

    private final Scene scene;
    private final Api api;
    private final Person person;
    private final Calls calls;
    private final List<Someone> bystanders;
    private final List<ObjectNode> sent = new ArrayList<>();

    Traces(Scene scene, Api api, Person person, Calls calls, int bystanders) {
        this.scene = scene;
        this.api = api;
        this.person = person;
        this.calls = calls;
        this.bystanders = IntStream.range(0, bystanders)
                .mapToObj(it -> new Someone("by" + it))
                .toList();
    }

    /** Everybody of whom nothing is asked: they must be the same afterwards. */
    List<Someone> untouched() {
        var untouched = new ArrayList<>(bystanders);
        untouched.add(VISITOR);
        return untouched;
    }

    /** What was told about the person, to be told again. */
    List<ObjectNode> sent() {
        return sent;
    }

    void leave(Stores stores) throws InterruptedException {
        var others = new ArrayList<>(untouched());
        others.addAll(List.of(RESTRICTED, SUPPRESSED));
        others.forEach(it -> scene.premises.app().send(calls.introduced(it, others.indexOf(it))));
        tell(calls.browsing());
        scene.rest(QUESTION, "who browses");
        tell(calls.login());
        scene.rest(QUESTION, "the login");
        tell(calls.tablet());
        tell(calls.doings());
        scene.premises.app().send(calls.unresolvable());
        scene.premises.app().send(calls.visitor(VISITOR));
        scene.premises.shop().send(calls.refused());
        scene.premises.shop().send(calls.refusedInEscapes());
        importFile("true", stores);
        importFile("false", stores);
        byHand();
        scene.rest(QUESTION, "the traces");
        awaitEverywhere();
    }

    private void tell(List<ObjectNode> told) {
        scene.premises.shop().send(told);
        sent.addAll(told);
    }

    /** A dry run shows the first calls in its report; the file itself is there until its job has ended. */
    private void importFile(String dryRun, Stores stores) throws InterruptedException {
        var file = new RowsFile(person, scene.suite.now(), ROWS);
        var imports = new Imports(api, scene.premises.tenant().marketer());
        var job = imports.send(
                Map.of(
                        "source",
                        scene.premises.sources().getOrDefault("shop", ""),
                        "format",
                        "csv",
                        "mapping",
                        RowsFile.mapping(),
                        "dryRun",
                        dryRun),
                file::open);
        var ended = imports.awaitEnd(job, ROWS, new Progress(new PrintStream(OutputStream.nullOutputStream()), false));
        scene.verdict.require(
                QUESTION, Imports.balanced(ended, ROWS), "an import does not add up: " + ended.path("state"));
        scene.verdict.require(
                Question.NOTHING_IS_LEFT,
                stores.uploads().found().isEmpty(),
                "the file of an import that has ended is still there");
    }

    /** What people of the tenant do by hand: an answer on consent, a search in the URL, an address that is kept out. */
    private void byHand() {
        var admin = scene.premises.admin();
        var profile = scene.people.idOf(person.identifiers().getFirst());
        api.put(
                        admin,
                        "/api/v1/profiles/" + profile + "/consents",
                        Map.of("consents", Map.of("phone_calls", "granted")))
                .orFail("saying what the person allows");
        api.get(admin, "/api/v1/profiles/by/email/" + person.email()).orFail("finding the person by a URL");
        api.get(admin, "/api/v1/profiles?query=" + person.email()).orFail("searching the person");
        api.post(
                        admin,
                        "/api/v1/suppressions",
                        Map.of(
                                "namespace",
                                "email",
                                "value",
                                person.get(Person.EMAIL),
                                "scope",
                                "audience",
                                "scopeId",
                                scene.premises.audiences().getOrDefault("webhook", ""),
                                "kind",
                                "unsubscribe"))
                .orFail("keeping the person out of one audience");
        api.post(admin, "/api/v1/identity/suggestions", Map.of()).orFail("looking for people who may be one");
    }

    private void awaitEverywhere() throws InterruptedException {
        var identifier = person.identifiers().getFirst();
        scene.await(QUESTION, "the person is in no segment", () -> scene.people.isMember(identifier, Premises.BUYERS));
        scene.await(
                QUESTION,
                "the mail platform does not hold the person",
                () -> scene.people.held("sendgrid").contains(person.email()));
        scene.await(
                QUESTION,
                "the ad platform does not hold the person",
                () -> scene.people.held("meta").contains(Digest.sha256(person.email())));
        var ids = scene.people.everyIdOf(scene.people.idOf(identifier));
        scene.say("the person's profile has had %d ids", ids.size());
        scene.verdict.require(QUESTION, ids.size() > 1, "no profile was merged into the person's");
    }
}
