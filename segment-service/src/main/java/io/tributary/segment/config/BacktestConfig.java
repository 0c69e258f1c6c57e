package io.tributary.segment.config;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.tributary.segment.backtest.BacktestCounts;
import io.tributary.segment.backtest.BacktestWork;
import io.tributary.segment.backtest.Moves;
import io.tributary.segment.backtest.StartBacktest;
import io.tributary.segment.job.JobWork;
import io.tributary.segment.job.Jobs;
import io.tributary.segment.registry.Segments;
import io.tributary.segment.tenant.Tenants;
import java.time.Clock;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Back-tests. */
@Configuration(proxyBeanMethods = false)
class BacktestConfig {

    @Bean
    BacktestCounts backtestCounts() {
        return new BacktestCounts();
    }

    @Bean
    StartBacktest startBacktest(
            Segments segments,
            Tenants tenants,
            Jobs jobs,
            Supplier<String> jobIds,
            BacktestCounts counts,
            SegmentProperties segment,
            @Qualifier("suiteClock") Clock suiteClock,
            @Qualifier("realClock") Clock realClock) {
        return new StartBacktest(
                segments,
                tenants,
                jobs,
                jobIds,
                new StartBacktest.Clocks(suiteClock, realClock),
                counts,
                segment.backtests().unfinished());
    }

    @Bean
    JobWork backtestWork(Segments segments, Moves moves, Tenants tenants, BacktestCounts counts) {
        return new BacktestWork(segments, moves, tenants, counts);
    }

    @Bean
    MeterBinder backtestFigures(BacktestCounts counts) {
        return registry -> {
            Gauge.builder("cdp.backtests.finished", counts, BacktestCounts::finished)
                    .register(registry);
            Gauge.builder("cdp.backtests.stopped", counts, BacktestCounts::stopped)
                    .register(registry);
            Gauge.builder("cdp.backtests.refused", counts, BacktestCounts::refused)
                    .register(registry);
        };
    }
}
