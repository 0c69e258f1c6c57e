package io.tributary.segment.export;

import io.tributary.segment.export.ExportSource.Page;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Pages of what a request asks for, as rows. */
record ExportRows(ExportSource source) {

    Page<ExportRow> page(String tenant, ExportRequest request, String view, @Nullable String from) {
        return switch (request) {
            case ExportRequest.Members asked ->
                rows(source.members(tenant, asked, view, from), it -> MemberRows.of(it, asked));
            case ExportRequest.Events asked ->
                rows(source.events(tenant, asked, view, from), it -> List.of(EventRows.of(it)));
            case ExportRequest.Changes asked ->
                rows(source.stays(tenant, asked, view, from), it -> ChangeRows.of(it, asked));
        };
    }

    private static <T> Page<ExportRow> rows(Page<T> page, Function<T, List<ExportRow>> rows) {
        return new Page<>(
                page.items().stream().flatMap(it -> rows.apply(it).stream()).toList(), page.withheld(), page.next());
    }
}
