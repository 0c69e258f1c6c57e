package io.tributary.bench.identity;

import io.tributary.bench.measure.Meter;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The ceiling's own people, as many as ours and drawn alike. */
final class CeilingRuns {

    private static final String DATABASE = "postgres";
    private static final long SEED = 7;

    private final Meter meter;
    private final UpsertCeiling ceiling;
    private final Random random = new Random(SEED);
    private int known;

    CeilingRuns(Meter meter, UpsertCeiling ceiling, int identifiers) {
        this.meter = meter;
        this.ceiling = ceiling;
        this.known = identifiers / People.IDENTIFIERS_OF_A_PERSON;
    }

    void fill() throws SQLException {
        ceiling.fill(known);
    }

    double eventsPerCoreSecond(double share, int events) throws SQLException {
        var people = draw(share, events);
        var measurement = meter.measurement();
        measurement.begin();
        ceiling.resolve(people);
        return measurement.end().eventsPerCoreSecond(events, DATABASE, Meter.GENERATOR);
    }

    private List<Integer> draw(double share, int events) {
        int drawn = known;
        var people = new ArrayList<Integer>(events);
        for (int i = 1; i <= events; i++) {
            boolean fresh = Math.floor(i * share) > Math.floor((i - 1) * share);
            people.add(fresh ? known++ : random.nextInt(drawn));
        }
        return people;
    }
}
