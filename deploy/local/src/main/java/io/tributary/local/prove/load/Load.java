package io.tributary.local.prove.acked;

import io.tributary.local.prove.acked.ProofCall.Shipment;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Eight clients that send at an even rate until they are told to finish; what is open then is delivered. */
final class Load implements AutoCloseable {

    private static final int CLIENTS = 8;
    /** Of a hundred answered requests so many are sent again, as if the answer had been lost on its way. */
    private static final int REPEATED_OF_HUNDRED = 3;

    private final ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    private final List<Future<?>> clients = new ArrayList<>();
    private final AckedPlan plan;
    private final Traffic traffic;
    private final AckLedger ledger;
    private final Answers answers = new Answers();
    private final URI collector;
    private final String writeKey;
    private volatile boolean finishing;

    Load(AckedPlan plan, Traffic traffic, AckLedger ledger, URI collector, String writeKey) {
        this.plan = plan;
        this.traffic = traffic;
        this.ledger = ledger;
        this.collector = collector;
        this.writeKey = writeKey;
    }

    Answers answers() {
        return answers;
    }

    void start() {
        for (int i = 0; i < CLIENTS; i++) {
            var client = new Client(collector, writeKey, answers);
            var random = new Random(plan.seed() + i);
            clients.add(threads.submit(() -> send(client, random)));
        }
    }

    private void send(Client client, Random random) {
        double nanosPerEvent = TimeUnit.SECONDS.toNanos(1) * (double) CLIENTS / plan.eventsPerSecond();
        long due = System.nanoTime();
        while (!finishing) {
            var shipment = traffic.next();
            deliver(client, shipment);
            if (random.nextInt(100) < REPEATED_OF_HUNDRED) {
                client.deliver(shipment);
            }
            // What an outage held up is not made up for: the rate is what the suite gets while it works.
            due = Math.max(due, System.nanoTime())
                    + Math.round(nanosPerEvent * shipment.calls().size());
            LockSupport.parkNanos(due - System.nanoTime());
        }
    }

    private void deliver(Client client, Shipment shipment) {
        client.deliver(shipment);
        ledger.acknowledged(shipment);
    }

    /** Says what went wrong as soon as a client gave up. */
    void requireHealthy() throws InterruptedException {
        for (var client : clients) {
            if (client.state() == Future.State.FAILED) {
                await(client);
            }
        }
    }

    /** Returns when every call, the closing ones included, is acknowledged. */
    void finish() throws InterruptedException {
        finishing = true;
        for (var client : clients) {
            await(client);
        }
        var closing = traffic.closing();
        var deliveries = new ArrayList<Future<?>>();
        for (int i = 0; i < CLIENTS; i++) {
            var client = new Client(collector, writeKey, answers);
            int first = i;
            deliveries.add(threads.submit(() -> {
                for (int each = first; each < closing.size(); each += CLIENTS) {
                    deliver(client, closing.get(each));
                }
            }));
        }
        for (var delivery : deliveries) {
            await(delivery);
        }
    }

    private static void await(Future<?> work) throws InterruptedException {
        try {
            work.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a client of the proof gave up: " + e.getCause(), e);
        }
    }

    @Override
    public void close() {
        finishing = true;
        threads.shutdownNow();
    }
}
