package io.tributary.activation.connector;

import java.util.List;

/**
 * One request and the rows that its answer decides. A request that needs another one after it, such as a search before
 * a removal, says with {@code step} which of them it is.
 */
public record Planned(Batch batch, WireRequest request, List<WireRow> rows, int step) {

    public Planned {
        rows = List.copyOf(rows);
    }

    public static Planned first(Batch batch, WireRequest request, List<WireRow> rows) {
        return new Planned(batch, request, rows, 1);
    }
}
