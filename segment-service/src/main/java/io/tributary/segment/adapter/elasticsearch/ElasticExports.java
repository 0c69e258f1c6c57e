package io.tributary.segment.adapter.elasticsearch;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import io.tributary.segment.export.ExportRequest;
import io.tributary.segment.export.ExportSource;
import io.tributary.segment.feature.ProfileState;
import io.tributary.segment.history.HistoryEvent;
import io.tributary.segment.stay.Stay;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What exports hold, from one point in time of the index that has it. */
final class ElasticExports implements ExportSource {

    private static final List<String> BY_PROFILE = List.of("profileId");
    private static final List<String> BY_RECEIPT = List.of("receivedAt", "messageId");
    private static final List<String> BY_BEGIN = List.of(StayDocument.FROM, "profileId", "segment", "number");

    private final TenantSearch search;
    private final ViewPages pages;
    private final SearchIndex profiles;
    private final SearchIndex events;
    private final SearchIndex stays;

    ElasticExports(TenantSearch search, SearchIndex profiles, SearchIndex events, SearchIndex stays) {
        this.search = search;
        this.pages = new ViewPages(search);
        this.profiles = profiles;
        this.events = events;
        this.stays = stays;
    }

    @Override
    public View open(String tenant, ExportRequest request) {
        return switch (request) {
            case ExportRequest.Members asked -> open(tenant, profiles, List.of(query(asked)));
            case ExportRequest.Events asked -> open(tenant, events, List.of(query(asked)));
            case ExportRequest.Changes asked ->
                open(
                        tenant,
                        stays,
                        List.of(
                                query(asked, within(StayDocument.FROM, asked.from(), asked.to())),
                                query(asked, within(StayDocument.UNTIL, asked.from(), asked.to()))));
        };
    }

    /** The rows are counted: each query finds what gives one. */
    private View open(String tenant, SearchIndex index, List<Query> rows) {
        var view = pages.open(index, tenant);
        return new View(
                view,
                rows.stream().mapToLong(it -> pages.count(view, tenant, it)).sum());
    }

    @Override
    public Page<ProfileState> members(
            String tenant, ExportRequest.Members request, String view, @Nullable String from) {
        var answer = pages.page(view, tenant, query(request), from, BY_PROFILE, StatePages.ALWAYS_FIT);
        return new Page<>(ElasticProfiles.states(answer), 0, ViewPages.next(answer, StatePages.ALWAYS_FIT));
    }

    @Override
    public Page<HistoryEvent> events(String tenant, ExportRequest.Events request, String view, @Nullable String from) {
        var answer = pages.page(view, tenant, query(request), from, BY_RECEIPT, ViewPages.PAGE);
        var found = ElasticEventHistory.events(answer);
        var open = open(tenant, found, HistoryEvent::profileId);
        return new Page<>(open, found.size() - open.size(), ViewPages.next(answer, ViewPages.PAGE));
    }

    @Override
    public Page<Stay> stays(String tenant, ExportRequest.Changes request, String view, @Nullable String from) {
        var query = query(request, changed(request));
        var answer = pages.page(view, tenant, query, from, BY_BEGIN, ViewPages.PAGE);
        var found = ElasticStays.found(answer).stays();
        var open = open(tenant, found, it -> it.key().profileId());
        return new Page<>(open, rows(request, found) - rows(request, open), ViewPages.next(answer, ViewPages.PAGE));
    }

    private static int rows(ExportRequest.Changes asked, List<Stay> stays) {
        return stays.stream().mapToInt(asked::rows).sum();
    }

    /** Without what is of people whose data is kept and not used. */
    private <T> List<T> open(String tenant, List<T> found, Function<T, String> profileId) {
        var restricted = restricted(tenant, found.stream().map(profileId).collect(Collectors.toSet()));
        return found.stream()
                .filter(it -> !restricted.contains(profileId.apply(it)))
                .toList();
    }

    /** Ids of restricted people, former ones included, as the index knows it now. */
    private Set<String> restricted(String tenant, Set<String> ids) {
        if (ids.isEmpty()) {
            return ids;
        }
        var theirs = Query.of(it -> it.bool(bool -> bool.should(
                        ElasticEventHistory.anyOf("profileId", ids), ElasticEventHistory.anyOf("absorbed", ids))
                .minimumShouldMatch("1")));
        var query = Bounds.conjunction(List.of(theirs, TermQueries.term("restricted", "true")));
        var found = new HashSet<String>();
        new StatePages(search, profiles).each(tenant, query, it -> {
            found.add(it.profileId());
            found.addAll(it.absorbed());
        });
        return found;
    }

    @Override
    public void close(String view) {
        pages.close(view);
    }

    private static Query query(ExportRequest.Members asked) {
        return TermQueries.term("segments", ProfileDocument.segment(asked.segmentKey(), asked.version()));
    }

    private static Query query(ExportRequest.Events asked) {
        return Bounds.conjunction(ElasticEventHistory.filters(asked.from(), asked.to(), asked.event()));
    }

    private static Query query(ExportRequest.Changes asked, Query time) {
        var filters = new ArrayList<Query>();
        filters.add(time);
        if (asked.segmentKey() != null) {
            filters.add(TermQueries.term("segment", asked.segmentKey()));
        }
        return Bounds.conjunction(filters);
    }

    private static Query changed(ExportRequest.Changes asked) {
        var began = within(StayDocument.FROM, asked.from(), asked.to());
        var ended = within(StayDocument.UNTIL, asked.from(), asked.to());
        return Query.of(it -> it.bool(bool -> bool.should(began, ended).minimumShouldMatch("1")));
    }

    /** What has that end, from {@code from} (inclusive) to {@code to} (exclusive). */
    private static Query within(String field, @Nullable Instant from, @Nullable Instant to) {
        if (from == null && to == null) {
            return Query.of(it -> it.exists(exists -> exists.field(field)));
        }
        return Query.of(it -> it.range(range -> range.date(date -> {
            date.field(field);
            if (from != null) {
                date.gte(Long.toString(from.toEpochMilli()));
            }
            return to == null ? date : date.lt(Long.toString(to.toEpochMilli()));
        })));
    }
}
