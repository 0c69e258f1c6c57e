package io.tributary.activation.config;

import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.activation.adapter.meta.MetaConnector;
import io.tributary.activation.adapter.netty.NettyTransport;
import io.tributary.activation.adapter.sendgrid.SendGridConnector;
import io.tributary.activation.adapter.webhook.WebhookConnector;
import io.tributary.activation.audience.Audiences;
import io.tributary.activation.audience.DeliverPage;
import io.tributary.activation.audience.DispatchRuns;
import io.tributary.activation.audience.EnsureTarget;
import io.tributary.activation.audience.PlanRows;
import io.tributary.activation.audience.Runs;
import io.tributary.activation.audience.SafetyRail;
import io.tributary.activation.audience.SyncAudience;
import io.tributary.activation.audience.Work;
import io.tributary.activation.connector.Connectors;
import io.tributary.activation.delivery.AddressGuard;
import io.tributary.activation.delivery.DeliverBatch;
import io.tributary.activation.delivery.Deliveries;
import io.tributary.activation.delivery.FollowJobs;
import io.tributary.activation.delivery.Ids;
import io.tributary.activation.delivery.Transport;
import io.tributary.activation.destination.Destinations;
import io.tributary.activation.ledger.Ledger;
import io.tributary.activation.membership.Memberships;
import io.tributary.activation.suppression.People;
import io.tributary.activation.tenant.Tenants;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Runs and all they need. */
@Configuration(proxyBeanMethods = false)
class RunConfig {

    @Bean
    Ids ids(Clock realClock) {
        return new TimeOrderedIds(realClock);
    }

    @Bean
    Tenants tenants() {
        return new Tenants();
    }

    @Bean
    StopSignal stopSignal() {
        return new StopSignal();
    }

    @Bean(destroyMethod = "close")
    ExecutorService backgroundThreads() {
        return Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("background-", 0).factory());
    }

    @Bean
    Connectors connectors() {
        return new Connectors(List.of(new SendGridConnector(), new MetaConnector(), new WebhookConnector()));
    }

    @Bean
    AddressGuard addressGuard(ActivationProperties properties) {
        return new AddressGuard(properties.allowedHosts());
    }

    @Bean
    Transport transport(
            ActivationProperties properties,
            AddressGuard guard,
            ExecutorService backgroundThreads,
            Clock realClock,
            MeterRegistry meters) {
        var request = properties.request();
        var options = new NettyTransport.Options(
                request.timeout(), request.perSecond(), request.concurrency(), request.patience());
        return new NettyTransport(options, guard, backgroundThreads, realClock, meters);
    }

    @Bean
    PlanRows planRows(
            People people,
            Memberships memberships,
            Ledger ledger,
            @Qualifier("suiteClock") Clock suiteClock,
            Clock realClock) {
        return new PlanRows(people, memberships, ledger, suiteClock, realClock);
    }

    @Bean
    DeliverPage deliverPage(
            Ledger ledger, Deliveries deliveries, Transport transport, StopSignal stop, Ids ids, Clock realClock) {
        var batches = new DeliverBatch(ledger, deliveries, transport, stop, ids, realClock);
        return new DeliverPage(batches, ledger, realClock);
    }

    @Bean
    SyncAudience.Tools tools(
            Destinations destinations,
            Connectors connectors,
            Audiences audiences,
            Runs runs,
            Work work,
            Ledger ledger,
            Transport transport,
            StopSignal stop,
            PlanRows planRows,
            DeliverPage deliverPage,
            Clock realClock) {
        return new SyncAudience.Tools(
                destinations,
                connectors,
                audiences,
                runs,
                work,
                ledger,
                new EnsureTarget(audiences, transport),
                new FollowJobs(ledger, transport, stop, realClock),
                planRows,
                deliverPage);
    }

    @Bean
    SyncAudience syncAudience(
            SyncAudience.Tools tools, ActivationProperties properties, StopSignal stop, Clock realClock) {
        var safety = properties.safety();
        return new SyncAudience(
                tools,
                new SafetyRail(safety.maxRemovalShare(), safety.minRows(), safety.window()),
                realClock,
                new SecureRandom(),
                stop::isStopping);
    }

    @Bean
    DispatchRuns dispatchRuns(
            SyncAudience.Tools tools,
            SyncAudience syncAudience,
            Tenants tenants,
            Ids ids,
            Clock realClock,
            ActivationProperties properties,
            ExecutorService backgroundThreads,
            MeterRegistry meters) {
        return new DispatchRuns(
                tools.audiences(),
                tools.runs(),
                syncAudience,
                tenants,
                ids,
                realClock,
                new DispatchRuns.Options(
                        properties.debounce(), properties.maxRuns(), properties.maxRunsPerDestination()),
                backgroundThreads,
                new CountedRuns(meters));
    }
}
