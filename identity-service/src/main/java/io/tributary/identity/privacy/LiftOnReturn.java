package io.tributary.identity.privacy;

import io.tributary.identity.change.Returns;
import io.tributary.identity.graph.GraphChange;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Takes the suppression of erased people back who came back by themselves: a request like any other, from nobody. */
public final class LiftOnReturn implements Returns {

    private final Requests requests;
    private final PrivatePeople people;
    private final Supplier<UUID> ids;
    private final Clock realClock;

    public LiftOnReturn(Requests requests, PrivatePeople people, Supplier<UUID> ids, Clock realClock) {
        this.requests = requests;
        this.people = people;
        this.ids = ids;
        this.realClock = realClock;
    }

    @Override
    public void cameBack(String tenant, long number, long at, List<GraphChange.Freed> freed) {
        var known = freed.stream()
                .map(GraphChange.Freed::identifier)
                .map(it -> new Person.Known(it.namespace(), people.digest(tenant, it), it.value()))
                .toList();
        requests.open(new NewRequest(
                tenant,
                ids.get(),
                RequestKind.LIFT,
                RequestKind.ERASE,
                "lift/erase/return/" + number,
                null,
                Subject.of(freed.getFirst().identifier()),
                Optional.of(new Person(null, List.of(), List.of(), known, number, at)),
                "An identify with a granted purpose came in after the erasure.",
                "",
                realClock.millis()));
    }
}
