package io.tributary.segment.adapter.elasticsearch;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import io.tributary.segment.feature.ProfileState;
import java.util.ArrayList;
import java.util.List;

/** Finds people of whom a trait is one of some texts, in any case, under whatever names the tenant's traits have. */
final class TraitHolders {

    private static final int NAMES = 1_000;
    private static final int NAMES_AT_ONCE = 100;
    private static final String TEXTS = TypedTerms.SEPARATOR + "string";
    private static final String LISTS = TypedTerms.SEPARATOR + "list";

    private final TenantSearch search;
    private final SearchIndex profiles;
    private final StatePages pages;

    TraitHolders(TenantSearch search, SearchIndex profiles) {
        this.search = search;
        this.profiles = profiles;
        this.pages = new StatePages(search, profiles);
    }

    List<ProfileState> find(String tenant, List<String> texts) {
        var found = new ArrayList<ProfileState>();
        if (texts.isEmpty()) {
            return found;
        }
        var names = names(tenant);
        for (int from = 0; from < names.size(); from += NAMES_AT_ONCE) {
            var some = names.subList(from, Math.min(names.size(), from + NAMES_AT_ONCE));
            for (var text : texts) {
                pages.each(tenant, said(some, text), found::add);
            }
        }
        return found;
    }

    private static Query said(List<String> names, String text) {
        var terms = names.stream()
                .map(name -> Query.of(it -> it.term(term -> term.field("traits")
                        .value(TypedTerms.prefix(name, TypedTerms.TEXT) + text)
                        .caseInsensitive(true))))
                .toList();
        return Query.of(it -> it.bool(bool -> bool.should(terms).minimumShouldMatch("1")));
    }

    private List<String> names(String tenant) {
        var answer = search.blocking(
                profiles,
                tenant,
                Bounds.EVERYBODY,
                it -> it.size(0)
                        .aggregations(
                                "names",
                                names ->
                                        names.terms(of -> of.field("traitNames").size(NAMES))));
        var names = new ArrayList<String>();
        var aggregate = answer.aggregations().get("names");
        if (aggregate != null && aggregate.isSterms()) {
            for (var bucket : aggregate.sterms().buckets().array()) {
                var term = bucket.key().stringValue();
                if (term.endsWith(TEXTS) || term.endsWith(LISTS)) {
                    names.add(term.substring(0, term.indexOf(TypedTerms.SEPARATOR)));
                }
            }
        }
        return names;
    }
}
