package io.tributary.activation.privacy;

import io.tributary.activation.connector.AudienceConnector;
import io.tributary.activation.connector.Candidate;
import io.tributary.activation.connector.Connectors;
import io.tributary.activation.connector.Prepared;
import io.tributary.activation.connector.WireIdentifier;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** In which forms a person's identifiers were sent: the same rules as for sending make them. */
public record SentForms(Connectors connectors) {

    /** By all platforms together. */
    Set<String> digests(Subject subject) {
        var digests = new LinkedHashSet<>(subject.digests());
        connectors.all().forEach(connector -> identifiers(connector, subject).forEach(it -> digests.add(it.digest())));
        return digests;
    }

    /** Each alone, so that a platform that sends one of a kind only says the form of every one. */
    List<WireIdentifier> identifiers(AudienceConnector connector, Subject subject) {
        return subject.identifiers().stream()
                .filter(Subject.Known::isOfOnePerson)
                .map(it -> new Candidate.Address(it.namespace(), it.value(), it.digest()))
                .map(it -> new Candidate(subject.tenant(), subject.profileId(), List.of(it)))
                .flatMap(it -> connector.prepare(it).stream())
                .flatMap(it -> it instanceof Prepared.Ready ready ? Stream.of(ready.identifier()) : Stream.empty())
                .filter(it -> !it.digest().isEmpty())
                .distinct()
                .toList();
    }
}
