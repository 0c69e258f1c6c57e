package io.tributary.activation.suppression;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;

/** What the gate needs to know about people, read at the moment of asking. */
public interface People {

    /** One entry for every profile asked for. {@code realNow} is what the age of heartbeats is measured against. */
    Map<String, Person> load(String tenant, Collection<String> profileIds, Instant realNow);
}
