package io.tributary.local.prove.erasure;

import io.tributary.local.prove.erasure.Verdict.Question;
import java.util.Map;
import java.util.Set;

/** The person comes back by themself: a new profile under a new id, without anything of before, and in audiences again. */
final class Comeback {

    private static final Question QUESTION = Question.CAN_COME_BACK;

    private final Scene scene;
    private final Person person;
    private final Calls calls;

    Comeback(Scene scene, Person person, Calls calls) {
        this.scene = scene;
        this.person = person;
        this.calls = calls;
    }

    void run(Set<String> formerIds) throws InterruptedException {
        var identifier = person.identifiers().getFirst();
        scene.premises.app().send(calls.comeback(scene.suite.now()));
        scene.await(
                QUESTION,
                "who comes back with a permission stays away",
                () -> scene.people.find(identifier).isPresent());
        var profile = scene.people.find(identifier);
        if (profile.isEmpty()) {
            return;
        }
        var id = profile.get().path("id").asString();
        scene.verdict.require(QUESTION, !formerIds.contains(id), "who comes back has an id of before");
        var old = person.namedIn(profile.get().toString()).stream()
                .filter(it -> !Set.of(Person.EMAIL, Person.USER_ID).contains(it))
                .toList();
        scene.verdict.require(QUESTION, old.isEmpty(), "who comes back has " + old + " of before");
        goesOn(identifier);
    }

    /** An ordinary event, without a permission in it, counts again, and platforms are told. */
    private void goesOn(Map<String, String> identifier) throws InterruptedException {
        var held = (java.util.function.BooleanSupplier)
                () -> scene.people.held("sendgrid").contains(person.email());
        Scene.becomesTrue(() -> sentAgain(identifier), java.time.Duration.ofSeconds(30));
        scene.verdict.require(
                QUESTION,
                scene.people.isMember(identifier, Premises.BUYERS),
                "an order of who came back does not count");
        scene.await(QUESTION, "who came back is not sent to the mail platform", held);
    }

    /** The door hears of the lift a moment later, and answers alike before and after: the client cannot know. */
    private boolean sentAgain(Map<String, String> identifier) {
        scene.premises.app().send(calls.orderNow(scene.suite.now(), person.get(Person.USER_ID)));
        return scene.people.isMember(identifier, Premises.BUYERS);
    }
}
