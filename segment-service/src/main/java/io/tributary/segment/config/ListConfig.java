package io.tributary.segment.config;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.tributary.contracts.digest.KeyedDigest;
import io.tributary.contracts.topic.Topic;
import io.tributary.segment.adapter.kafka.feed.BatchFeed;
import io.tributary.segment.adapter.kafka.feed.KafkaClients;
import io.tributary.segment.adapter.kafka.feed.KafkaKnownContacts;
import io.tributary.segment.adapter.kafka.feed.ListSink;
import io.tributary.segment.adapter.kafka.feed.ListTeller;
import io.tributary.segment.adapter.postgres.PostgresListedPeople;
import io.tributary.segment.adapter.postgres.PostgresLists;
import io.tributary.segment.config.Started.Phase;
import io.tributary.segment.freshness.FeedProgress;
import io.tributary.segment.job.JobWork;
import io.tributary.segment.job.Jobs;
import io.tributary.segment.list.KnownContacts;
import io.tributary.segment.list.ListCounts;
import io.tributary.segment.list.ListLimits;
import io.tributary.segment.list.ListWork;
import io.tributary.segment.list.ListedPeople;
import io.tributary.segment.list.Lists;
import io.tributary.segment.list.UploadList;
import io.tributary.segment.store.DeadLetters;
import io.tributary.segment.tenant.Tenants;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import reactor.core.scheduler.Scheduler;

/** Uploaded lists: their store, the feed that knows who has which identifiers, and what tells the topology. */
@Configuration(proxyBeanMethods = false)
class ListConfig {

    /** Somebody waits for a tenant's first list: the feed soon notices that it has to begin anew. */
    private static final BatchFeed.Batching CONTACTS = new BatchFeed.Batching(
                    1_000, Duration.ofMillis(200), Duration.ofMillis(100))
            .lookingEvery(Duration.ofSeconds(2));

    /** An upload that no job took, and what is told of one that did. */
    private static final Duration ABANDONED = Duration.ofDays(1);

    @Bean
    Lists lists(JdbcClient jdbc, PlatformTransactionManager transactions, Scheduler blocking) {
        return new PostgresLists(jdbc, new TransactionTemplate(transactions), blocking);
    }

    @Bean
    ListedPeople listedPeople(JdbcClient jdbc, PlatformTransactionManager transactions, Scheduler blocking) {
        return new PostgresListedPeople(jdbc, new TransactionTemplate(transactions), blocking);
    }

    @Bean
    KnownContacts knownContacts(KafkaClients clients, KafkaProperties kafka, ListedPeople people) {
        return new KafkaKnownContacts(clients, kafka.partitions(), people);
    }

    @Bean
    ListCounts listCounts() {
        return new ListCounts();
    }

    @Bean
    ListLimits listLimits(SegmentProperties segment) {
        var lists = segment.lists();
        return new ListLimits(lists.largestFile().toBytes(), lists.identifiers(), lists.listed(), lists.unfinished());
    }

    @Bean
    UploadList uploadList(
            Lists lists,
            KnownContacts contacts,
            Jobs jobs,
            ListCounts counts,
            ListLimits limits,
            PlatformProperties platform,
            @Value("${cdp.training:false}") boolean training,
            Supplier<String> jobIds,
            @Qualifier("realClock") Clock realClock) {
        var digests = new KeyedDigest(platform.secretBytes(training));
        var stores = new UploadList.Stores(lists, contacts, jobs, counts);
        return new UploadList(stores, digests::of, limits, jobIds, realClock);
    }

    @Bean
    JobWork listWork(Lists lists, KnownContacts contacts, ListLimits limits, ListCounts counts, Tenants tenants) {
        return new ListWork(lists, limits, counts, contacts, tenants);
    }

    @Bean
    FeedProgress listProgress(@Qualifier("realClock") Clock realClock) {
        return new FeedProgress(realClock);
    }

    @Bean
    Started listFeed(KafkaClients clients, ListedPeople people, DeadLetters deadLetters, FeedProgress listProgress) {
        var sink = new ListSink(people, deadLetters);
        return FeedConfig.feeding(new BatchFeed(Topic.CONTACTS.wireName(), clients, sink, CONTACTS, listProgress));
    }

    @Bean
    ListTeller listTeller(KafkaClients clients, ListedPeople people, @Qualifier("suiteClock") Clock suiteClock) {
        return new ListTeller(clients, people, suiteClock);
    }

    @Bean
    Started listsTold(ListTeller teller) {
        return new Started(Phase.REPORTS, teller::start, teller::stop, teller::isRunning);
    }

    @Bean
    JobChore listTidying(Lists lists, Jobs jobs) {
        return new JobChore(JobThreads.TIDY, () -> {
            lists.tidy(ABANDONED);
            jobs.expire(ListWork.KIND, ABANDONED);
        });
    }

    @Bean
    MeterBinder listFigures(ListCounts counts, ListTeller teller, FeedProgress listProgress) {
        return registry -> {
            Gauge.builder("cdp.lists.lag", listProgress, FeedProgress::lag).register(registry);
            Gauge.builder("cdp.lists.untold", teller, ListTeller::untold).register(registry);
            Gauge.builder("cdp.lists.taken", counts, ListCounts::taken).register(registry);
            Gauge.builder("cdp.lists.refused", counts, ListCounts::refused).register(registry);
            Gauge.builder("cdp.lists.invalid", counts, ListCounts::invalid).register(registry);
        };
    }
}
