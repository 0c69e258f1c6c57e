package io.tributary.segment.feature;

import java.util.List;
import java.util.NavigableMap;

/** What a rule may ask about a person. Maps and lists are not changed through it. */
public interface KnownPerson {

    /** Traits by flattened name, those that were last said to be nothing included. */
    NavigableMap<String, TraitValue> traits();

    List<Identifier> identifiers();

    /** Granted or denied, by purpose. */
    NavigableMap<String, Boolean> consents();

    /** The gate's verdict by channel, in lower case. */
    NavigableMap<String, Reach> reachability();

    NavigableMap<String, Double> scores();

    Activity activity();
}
