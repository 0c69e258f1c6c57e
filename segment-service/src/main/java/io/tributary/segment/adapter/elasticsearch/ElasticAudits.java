package io.tributary.segment.adapter.elasticsearch;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.search.Hit;
import io.tributary.segment.audit.IndexedProfiles;
import io.tributary.segment.feature.ProfileState;
import io.tributary.segment.preview.People.Question;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntConsumer;
import java.util.stream.Gatherers;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Profile documents for an audit. A document is as it should be when its state says to queries what the stored one does, and
 * its terms name the segments that this state is in.
 */
final class ElasticAudits implements IndexedProfiles {

    private static final int DISAGREEING = 1_000;
    private static final String ID = "profileId";
    private static final String SEGMENTS = "segments";

    private final TenantSearch search;
    private final SearchIndex index;
    private final IntConsumer feed;

    /** @param feed waits until the feed of the index has passed all of that partition */
    ElasticAudits(TenantSearch search, SearchIndex index, IntConsumer feed) {
        this.search = search;
        this.index = index;
        this.feed = feed;
    }

    @Override
    public long count(String tenant) {
        return TenantSearch.total(search.blocking(index, tenant, Bounds.EVERYBODY, it -> it.size(0)));
    }

    @Override
    public Map<String, Indexed> compare(String tenant, Collection<Expected> expected) {
        var states = new HashMap<String, @Nullable ProfileState>();
        expected.forEach(it -> states.put(it.profileId(), it.state()));
        var compared = new HashMap<String, Indexed>();
        if (!states.isEmpty()) {
            for (var hit : documents(tenant, states.keySet())) {
                var id = ElasticPeople.profileId(hit);
                var version = hit.version();
                compared.put(id, new Indexed(finding(hit, states.get(id)), version == null ? 0 : version));
            }
        }
        return compared;
    }

    private List<Hit<JsonNode>> documents(String tenant, Collection<String> ids) {
        return ids.stream()
                .gather(Gatherers.windowFixed(StatePages.ALWAYS_FIT))
                .flatMap(it -> page(tenant, it).stream())
                .toList();
    }

    private List<Hit<JsonNode>> page(String tenant, Collection<String> ids) {
        return search.blocking(
                        index,
                        tenant,
                        among(ids),
                        it -> it.size(ids.size()).version(true).docvalueFields(field -> field.field(SEGMENTS)))
                .hits()
                .hits();
    }

    private static Finding finding(Hit<JsonNode> hit, @Nullable ProfileState stored) {
        try {
            return finding(ElasticProfiles.state(hit), stored, terms(hit));
        } catch (IllegalArgumentException e) {
            // Nobody can read the state in that document: it is another one than what is stored.
            return Finding.OTHER;
        }
    }

    private static Finding finding(ProfileState document, @Nullable ProfileState stored, Set<String> terms) {
        return stored != null
                        && terms.equals(segments(stored))
                        && Arrays.equals(ProfileDocument.content(document), ProfileDocument.content(stored))
                ? Finding.SAME
                : Finding.OTHER;
    }

    private static Set<String> segments(ProfileState state) {
        var segments = new HashSet<String>();
        state.memberships().forEach((key, standing) -> {
            if (standing.member()) {
                segments.add(ProfileDocument.segment(key, standing.version()));
            }
        });
        return segments;
    }

    private static Set<String> terms(Hit<JsonNode> hit) {
        var terms = new HashSet<String>();
        var values = hit.fields().get(SEGMENTS);
        if (values != null) {
            values.to(JsonNode.class).forEach(it -> terms.add(it.asString()));
        }
        return terms;
    }

    @Override
    public List<String> idsAfter(String tenant, String afterId, int limit) {
        return ids(search.blocking(
                index,
                tenant,
                Bounds.EVERYBODY,
                it -> ElasticProfiles.byIdAfter(it, afterId.isEmpty() ? null : afterId)
                        .size(limit)
                        .source(source -> source.filter(fields -> fields.includes(ID)))));
    }

    @Override
    public Disagreeing disagreeing(String tenant, Question question, String member, Collection<String> only) {
        var among = only.isEmpty() ? Bounds.EVERYBODY : among(only);
        var answer = search.blocking(
                index,
                tenant,
                Bounds.conjunction(List.of(disagreement(question, member), Bounds.negation(due(question)), among)),
                it -> ElasticProfiles.byIdAfter(it, null)
                        .size(DISAGREEING)
                        .source(source -> source.filter(fields -> fields.includes(ID))));
        return new Disagreeing(ids(answer), TenantSearch.total(answer));
    }

    /** Surely selected and not named as members, or named and surely not selected. */
    private static Query disagreement(Question question, String member) {
        var bounds = new QueryCompiler(question.asOf(), question.zone()).compile(question.rule());
        var isMember = TermQueries.term(SEGMENTS, member);
        var missing = Bounds.conjunction(List.of(ElasticPeople.evaluated(bounds.low()), Bounds.negation(isMember)));
        var wrong = Bounds.conjunction(List.of(isMember, Bounds.negation(bounds.high())));
        return Query.of(it -> it.bool(bool -> bool.should(missing, wrong).minimumShouldMatch("1")));
    }

    private static Query due(Question question) {
        var now = Long.toString(question.asOf().toEpochMilli());
        return Query.of(it -> it.range(
                range -> range.date(date -> date.field("nextChange").lte(now).format("epoch_millis"))));
    }

    @Override
    public void awaitCurrent(int partition) {
        feed.accept(partition);
        index.refresh();
    }

    private static Query among(Collection<String> ids) {
        var values = new TreeSet<>(ids).stream().map(FieldValue::of).toList();
        return Query.of(it -> it.terms(terms -> terms.field(ID).terms(in -> in.value(values))));
    }

    private static List<String> ids(SearchResponse<JsonNode> answer) {
        return answer.hits().hits().stream().map(ElasticPeople::profileId).toList();
    }
}
