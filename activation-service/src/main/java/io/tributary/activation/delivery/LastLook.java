package io.tributary.activation.delivery;

import io.tributary.activation.connector.WireRow;
import java.util.Collection;
import java.util.Map;

/** The gate, asked again right before an addition leaves. */
public interface LastLook {

    /** The rows that must not leave now, with what holds them back. */
    Map<WireRow, String> held(Collection<WireRow> rows);

    /** Renews the run's hold on its audience; false when another instance has it, or the service stops. */
    boolean stillMine();
}
