package io.tributary.activation.audience;

import io.tributary.activation.connector.Answer;
import io.tributary.activation.connector.AudienceConnector;
import io.tributary.activation.connector.WireRequest;
import io.tributary.activation.delivery.Transport;
import io.tributary.activation.delivery.Trouble;
import io.tributary.activation.delivery.WireResult;
import io.tributary.activation.destination.Destination;
import java.util.Optional;
import java.util.function.Function;

/**
 * Makes sure that an audience has its list at the platform. The intent is stored before the creation leaves; when its
 * answer was lost, the list is looked for by name before another one is made.
 */
public final class EnsureTarget {

    private final Audiences audiences;
    private final Transport transport;

    public EnsureTarget(Audiences audiences, Transport transport) {
        this.audiences = audiences;
        this.transport = transport;
    }

    /** Whether there is a target, and which. */
    sealed interface Target {

        record Ready(String remoteId) implements Target {}

        record Missing(Trouble trouble) implements Target {}
    }

    Target ensure(Audience audience, Destination destination, AudienceConnector connector) {
        if (!audience.remoteId().isEmpty()) {
            return new Target.Ready(audience.remoteId());
        }
        var creation = connector.createTarget(destination.connection(), audience.remoteName());
        if (creation.isEmpty()) {
            return new Target.Ready("");
        }
        if (audience.creating()) {
            var found = connector
                    .findTarget(destination.connection(), audience.remoteName())
                    .flatMap(
                            it -> ask(destination, it, answer -> connector.foundTarget(answer, audience.remoteName())));
            if (found.isPresent()) {
                return ready(audience, found.get());
            }
        }
        audiences.creating(audience.id());
        return create(audience, destination, connector, creation.get());
    }

    private Target create(
            Audience audience, Destination destination, AudienceConnector connector, WireRequest creation) {
        return switch (transport.send(destination.connection(), creation)) {
            case WireResult.Answered answered -> {
                var answer = answered.answer();
                var id = answer.isSuccess() ? connector.createdTarget(answer) : Optional.<String>empty();
                yield id.isPresent() ? ready(audience, id.get()) : new Target.Missing(refusal(answer.status()));
            }
            case WireResult.NeverSent never -> new Target.Missing(new Trouble.Later(never.after(), never.reason()));
            case WireResult.Lost lost -> new Target.Missing(new Trouble.Later(null, lost.reason()));
        };
    }

    private static Trouble refusal(int status) {
        return switch (status) {
            case 401 -> new Trouble.StopDestination("credentials-refused");
            case 400, 403, 404, 422 -> new Trouble.StopAudience("target-not-created-" + status);
            default -> new Trouble.Later(null, "target-not-created-" + status);
        };
    }

    private <T> Optional<T> ask(Destination destination, WireRequest request, Function<Answer, Optional<T>> read) {
        return transport.send(destination.connection(), request) instanceof WireResult.Answered answered
                        && answered.answer().isSuccess()
                ? read.apply(answered.answer())
                : Optional.empty();
    }

    private Target ready(Audience audience, String remoteId) {
        audiences.created(audience.id(), remoteId);
        return new Target.Ready(remoteId);
    }
}
