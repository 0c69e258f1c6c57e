package io.tributary.identity.config;

import io.tributary.identity.adapter.http.ConsentsController;
import io.tributary.identity.adapter.http.Door;
import io.tributary.identity.adapter.http.GraphController;
import io.tributary.identity.adapter.http.IdempotentCalls;
import io.tributary.identity.adapter.http.Problems;
import io.tributary.identity.adapter.http.RulesController;
import io.tributary.identity.adapter.http.SimulationController;
import io.tributary.identity.adapter.http.WhyController;
import io.tributary.identity.change.Answers;
import io.tributary.identity.change.ChangeByHand;
import io.tributary.identity.graph.Graphs;
import io.tributary.identity.intake.Tenants;
import io.tributary.identity.rules.RuleBooks;
import io.tributary.identity.simulation.KnownGraphs;
import io.tributary.identity.simulation.SimulateRules;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.scheduler.Scheduler;
import tools.jackson.databind.json.JsonMapper;

/** What the routes need. */
@Configuration(proxyBeanMethods = false)
class HttpConfig {

    @Bean
    Problems problems(JsonMapper json) {
        return new Problems(json);
    }

    @Bean
    Door door(Tenants tenants, Scheduler blocking) {
        return new Door(tenants, blocking);
    }

    @Bean
    ChangeByHand changeByHand(Graphs graphs, Supplier<UUID> profileIds) {
        return new ChangeByHand(graphs, profileIds);
    }

    @Bean
    GraphController graphController(
            Door door,
            Graphs graphs,
            ChangeByHand changes,
            Answers answers,
            JsonMapper json,
            @Qualifier("suiteClock") Clock suiteClock) {
        return new GraphController(door, graphs, changes, new IdempotentCalls(answers, json), suiteClock);
    }

    @Bean
    WhyController whyController(Door door, Graphs graphs) {
        return new WhyController(door, graphs);
    }

    @Bean
    ConsentsController consentsController(
            Door door, Graphs graphs, ChangeByHand changes, @Qualifier("suiteClock") Clock suiteClock) {
        return new ConsentsController(door, graphs, changes, suiteClock);
    }

    @Bean
    RulesController rulesController(Door door, RuleBooks rules, @Qualifier("suiteClock") Clock suiteClock) {
        return new RulesController(door, rules, suiteClock);
    }

    @Bean
    SimulationController simulationController(
            Door door, KnownGraphs known, Graphs graphs, Tenants tenants, IdentityProperties properties) {
        return new SimulationController(
                door,
                new SimulateRules(
                        known, graphs, tenants, properties.simulation().identifiers()));
    }
}
