package io.tributary.bench.preview;

import io.tributary.bench.measure.Meter;
import io.tributary.local.api.Api;
import io.tributary.local.api.User;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Asks for the memberships of people by their user id, as a live page does. Who is asked for is drawn uniformly. */
final class Lookups implements AutoCloseable {

    private static final long SEED = 7;

    private final HttpClient http = Calls.client();
    private final URI segmentService;
    private final Api api;
    private final Meter meter;
    private final int people;
    private final SplittableRandom seeds = new SplittableRandom(SEED);

    Lookups(URI segmentService, Api api, Meter meter, int people) {
        this.segmentService = segmentService;
        this.api = api;
        this.meter = meter;
        this.people = people;
    }

    /** As many again are asked before, and not counted. */
    LookupResult measure(int connections, int requests) throws InterruptedException {
        ask(connections, requests);
        var measurement = meter.measurement();
        measurement.begin();
        long start = System.nanoTime();
        var asked = ask(connections, requests);
        double seconds = Prices.secondsSince(start);
        return new LookupResult(
                connections,
                asked.micros().getTotalCount(),
                asked.micros().getTotalCount() / seconds,
                Spread.of(asked.micros()),
                (double) asked.members() / asked.micros().getTotalCount(),
                measurement.end());
    }

    private record Asked(Histogram micros, long members) {}

    private Asked ask(int connections, int requests) throws InterruptedException {
        var micros = new ConcurrentHistogram(3);
        var members = new AtomicLong();
        var askers = new ArrayList<Callable<Void>>();
        for (int i = 0; i < connections; i++) {
            var random = seeds.split();
            askers.add(() -> {
                for (int number = 0; number < Math.max(1, requests / connections); number++) {
                    members.addAndGet(ask(random.nextInt(people), micros));
                }
                return null;
            });
        }
        try (var threads = Executors.newFixedThreadPool(connections)) {
            for (var asker : threads.invokeAll(askers)) {
                asker.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a lookup failed: " + e.getCause(), e);
        }
        return new Asked(micros, members.get());
    }

    /** Returns 1 for a member of anything. */
    private int ask(int person, Histogram micros) throws InterruptedException {
        var request = Calls.as(
                        User.MARKETER,
                        api,
                        segmentService.resolve("/api/v1/personalization/user_id/" + Crowd.userId(person)))
                .build();
        long start = System.nanoTime();
        var body = Calls.body(http, request);
        micros.recordValue((System.nanoTime() - start) / 1_000);
        return body.contains("\"segmentKey\"") ? 1 : 0;
    }

    @Override
    public void close() {
        http.close();
    }
}
