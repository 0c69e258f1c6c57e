package io.tributary.segment.config;

import io.tributary.segment.adapter.elasticsearch.SearchStores;
import io.tributary.segment.backtest.Moves;
import io.tributary.segment.explain.CiteEvidence;
import io.tributary.segment.explain.ExplainSegment;
import io.tributary.segment.export.ExportSource;
import io.tributary.segment.feature.FactsReader;
import io.tributary.segment.feature.SegmentCatalogue;
import io.tributary.segment.history.ActivityThen;
import io.tributary.segment.history.EventDocuments;
import io.tributary.segment.history.EventHistory;
import io.tributary.segment.history.PastEvents;
import io.tributary.segment.history.PastFacts;
import io.tributary.segment.history.Vocabularies;
import io.tributary.segment.preview.DetailedJudging;
import io.tributary.segment.preview.Judging;
import io.tributary.segment.preview.People;
import io.tributary.segment.profile.ProfileDocuments;
import io.tributary.segment.profile.Profiles;
import io.tributary.segment.stay.StayDocuments;
import io.tributary.segment.stay.Stays;
import io.tributary.segment.tenant.Tenants;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.scheduler.Scheduler;

/** Everything that Elasticsearch stands behind. */
@Configuration(proxyBeanMethods = false)
class SearchConfig {

    @Bean
    SearchStores searchStores(ElasticsearchProperties settings) {
        return new SearchStores(new SearchStores.Settings(
                settings.url(), settings.indexPrefix(), settings.shards(), settings.refreshInterval()));
    }

    @Bean
    ProfileDocuments profileDocuments(SearchStores stores) {
        return stores.profileDocuments();
    }

    @Bean
    EventDocuments eventDocuments(SearchStores stores) {
        return stores.eventDocuments();
    }

    @Bean
    Profiles profiles(SearchStores stores) {
        return stores.profiles();
    }

    @Bean
    EventHistory eventHistory(SearchStores stores) {
        return stores.eventHistory();
    }

    @Bean
    StayDocuments stayDocuments(SearchStores stores) {
        return stores.stayDocuments();
    }

    @Bean
    Stays stays(SearchStores stores) {
        return stores.stays();
    }

    @Bean
    PastEvents pastEvents(SearchStores stores) {
        return stores.pastEvents();
    }

    @Bean
    ExportSource exportSource(SearchStores stores) {
        return stores.exportSource();
    }

    @Bean
    Vocabularies vocabularies(SearchStores stores) {
        return stores.vocabularies();
    }

    @Bean
    PastFacts pastFacts(SegmentCatalogue catalogue) {
        return new PastFacts(new FactsReader(catalogue));
    }

    @Bean
    ActivityThen activityThen(EventHistory eventHistory, PastFacts pastFacts) {
        return new ActivityThen(eventHistory, pastFacts);
    }

    @Bean
    ExplainSegment explainSegment(
            ActivityThen activityThen,
            EventHistory eventHistory,
            PastFacts pastFacts,
            Tenants tenants,
            Scheduler searching) {
        return new ExplainSegment(
                activityThen, new CiteEvidence(eventHistory, pastFacts), tenants, searching::schedule);
    }

    @Bean
    Judging judging(ActivityThen activityThen) {
        return new DetailedJudging(activityThen);
    }

    @Bean
    People people(SearchStores stores, Judging judging) {
        return stores.people(judging);
    }

    @Bean
    Moves moves(SearchStores stores, Judging judging) {
        return stores.moves(judging);
    }
}
