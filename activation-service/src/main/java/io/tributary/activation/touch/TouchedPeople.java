package io.tributary.activation.touch;

import java.util.Collection;

/** Reads what hangs on people. Calls block; people that nobody knows touch nothing. */
public interface TouchedPeople {

    Touched by(String tenant, Collection<String> profileIds);
}
