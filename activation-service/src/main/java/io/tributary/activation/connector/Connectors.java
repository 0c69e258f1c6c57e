package io.tributary.activation.connector;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The platforms that this installation can push to. */
public record Connectors(List<AudienceConnector> all) {

    public Connectors {
        all = all.stream().sorted(Comparator.comparing(AudienceConnector::kind)).toList();
    }

    public Optional<AudienceConnector> find(String kind) {
        return all.stream().filter(it -> it.kind().equals(kind)).findFirst();
    }

    /** The connector of a stored destination; its kind was checked when it was stored. */
    public AudienceConnector of(String kind) {
        return find(kind).orElseThrow(() -> new IllegalStateException("no connector is called " + kind));
    }
}
