package io.tributary.segment.adapter.postgres;

import io.tributary.segment.registry.Registry;
import io.tributary.segment.registry.SegmentSets;
import io.tributary.segment.registry.SetVerdict;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import reactor.core.publisher.Mono;

/** Segment sets in PostgreSQL, written with their stages in one transaction under the registry's lock. */
public final class PostgresSegmentSets implements SegmentSets {

    private final JdbcClient jdbc;
    private final PostgresSegments segments;

    public PostgresSegmentSets(JdbcClient jdbc, PostgresSegments segments) {
        this.jdbc = jdbc;
        this.segments = segments;
    }

    @Override
    public Mono<SetVerdict> change(String tenant, Function<Registry, SetVerdict> decision) {
        return segments.locked(tenant, registry -> {
            var verdict = decision.apply(registry);
            if (verdict instanceof SetVerdict.Changed(var set, var stages)) {
                stages.forEach(it -> segments.write(tenant, it));
                SetRows.write(jdbc, tenant, set);
            }
            return verdict;
        });
    }
}
