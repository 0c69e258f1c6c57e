package io.tributary.identity.adapter.kafka;

import com.google.protobuf.InvalidProtocolBufferException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tributary.contracts.v1.AcceptedEvent;
import io.tributary.identity.identifier.Identifier;
import io.tributary.identity.identifier.Normalised;
import io.tributary.identity.identifier.Normaliser;
import io.tributary.identity.intake.Tenants;
import io.tributary.identity.privacy.EventNames;
import io.tributary.identity.rules.IdentityRules;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;

/** Reads an event as the lanes do, and counts nothing. */
public final class AcceptedEventNames implements EventNames {

    private final Tenants tenants;
    private final EventReader reader = new EventReader(new SimpleMeterRegistry());

    public AcceptedEventNames(Tenants tenants) {
        this.tenants = tenants;
    }

    @Override
    public Optional<Set<Identifier>> named(String tenant, byte[] event) {
        try {
            var normaliser = new Normaliser(IdentityRules.defaults(), tenants.region(tenant));
            return Optional.of(reader.read(AcceptedEvent.parseFrom(event)).candidates().stream()
                    .map(normaliser::normalise)
                    .filter(Normalised.Valid.class::isInstance)
                    .map(it -> ((Normalised.Valid) it).identifier())
                    .collect(Collectors.toSet()));
        } catch (InvalidProtocolBufferException | JacksonException _) {
            return Optional.empty();
        }
    }
}
