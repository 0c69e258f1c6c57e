package io.tributary.identity.config;

import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.identity.adapter.http.Door;
import io.tributary.identity.adapter.http.IdempotentCalls;
import io.tributary.identity.adapter.http.JobController;
import io.tributary.identity.adapter.http.SuggestionsController;
import io.tributary.identity.adapter.postgres.PostgresJobs;
import io.tributary.identity.adapter.postgres.PostgresPeople;
import io.tributary.identity.adapter.postgres.PostgresSuggestions;
import io.tributary.identity.change.Answers;
import io.tributary.identity.graph.Graphs;
import io.tributary.identity.job.Jobs;
import io.tributary.identity.job.RunJobs;
import io.tributary.identity.suggestion.DecideSuggestion;
import io.tributary.identity.suggestion.FindSuggestions;
import io.tributary.identity.suggestion.LinkablePeople;
import io.tributary.identity.suggestion.ListSuggestions;
import io.tributary.identity.suggestion.QueueSearch;
import io.tributary.identity.suggestion.Suggestions;
import java.time.Clock;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Jobs and suggestions. */
@Configuration(proxyBeanMethods = false)
class SuggestionConfig {

    @Bean
    Jobs jobs(JdbcClient jdbc, Clock realClock, MeterRegistry metrics) {
        return new PostgresJobs(jdbc, realClock, metrics);
    }

    @Bean
    LinkablePeople linkablePeople(JdbcClient jdbc) {
        return new PostgresPeople(jdbc);
    }

    @Bean
    Suggestions suggestions(JdbcClient jdbc, PlatformTransactionManager transactions, MeterRegistry metrics) {
        return new PostgresSuggestions(jdbc, new TransactionTemplate(transactions), metrics);
    }

    @Bean
    FindSuggestions findSuggestions(
            LinkablePeople people,
            Suggestions suggestions,
            Graphs graphs,
            SuggestionProperties properties,
            @Qualifier("suiteClock") Clock suiteClock,
            Supplier<UUID> profileIds) {
        return new FindSuggestions(
                people,
                suggestions,
                graphs,
                properties.bounds(),
                new FindSuggestions.Surroundings(suiteClock, profileIds, SplittableRandom::new));
    }

    /** The holder's name is new with each start: what a dead instance held is never mistaken for one's own. */
    @Bean
    RunJobs runJobs(Jobs jobs, FindSuggestions search, Clock realClock) {
        return new RunJobs(jobs, List.of(search), UUID.randomUUID().toString(), realClock);
    }

    @Bean
    QueueSearch queueSearch(
            Jobs jobs, Supplier<UUID> ids, SuggestionProperties properties, ObjectProvider<JobThread> thread) {
        return new QueueSearch(jobs, ids, properties.request(), () -> thread.ifAvailable(JobThread::wake));
    }

    @Bean
    JobController jobController(Door door, Jobs jobs, JsonMapper json, Clock realClock) {
        return new JobController(door, jobs, json, realClock);
    }

    @Bean
    SuggestionsController suggestionsController(
            Door door,
            QueueSearch searches,
            LinkablePeople people,
            Suggestions suggestions,
            Graphs graphs,
            Answers answers,
            JsonMapper json,
            @Qualifier("suiteClock") Clock suiteClock) {
        return new SuggestionsController(
                door,
                searches,
                new ListSuggestions(suggestions, people),
                new DecideSuggestion(graphs, suggestions),
                new IdempotentCalls(answers, json),
                suiteClock);
    }
}
