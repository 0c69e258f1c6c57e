package io.tributary.gateway.adapter.http;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One part of a list; without a next cursor it is the last one. */
record ListAnswer<T>(List<T> items, @Nullable String nextCursor) {

    /** A list of which up to {@code limit + 1} items were read, to see whether more follow. */
    static <S, T> ListAnswer<T> of(List<S> read, int limit, Function<S, T> view, Function<S, Object> position) {
        var shown = read.stream().limit(limit).toList();
        var next = read.size() > limit ? Paging.cursor(position.apply(shown.getLast())) : null;
        return new ListAnswer<>(shown.stream().map(view).toList(), next);
    }
}
