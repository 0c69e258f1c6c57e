package io.tributary.local.prove.load;

import io.tributary.local.prove.load.ProofCall.Shipment;
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
import java.util.function.Consumer;

/** Eight clients that send at an even rate until they are told to finish; what is open then is delivered. */
public final class Load implements AutoCloseable {

    /** What the clients send together while nothing is broken, and what decides which requests they repeat. */
    public record Rate(int eventsPerSecond, long seed) {}

    /** The calls to send, in requests; asked by several threads. */
    public interface Calls {

        /** The next request. */
        Shipment next();

        /** What is left to say when the load ends. */
        List<Shipment> closing();
    }

    private static final int CLIENTS = 8;
    /** Of a hundred answered requests so many are sent again, as if the answer had been lost on its way. */
    private static final int REPEATED_OF_HUNDRED = 3;

    private final ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    private final List<Future<?>> clients = new ArrayList<>();
    private final Rate rate;
    private final Calls calls;
    private final Consumer<Shipment> ledger;
    private final Answers answers = new Answers();
    private final URI collector;
    private final String writeKey;
    private volatile boolean finishing;

    /** @param ledger is told of each shipment once it is accepted, from several threads */
    public Load(Rate rate, Calls calls, Consumer<Shipment> ledger, URI collector, String writeKey) {
        this.rate = rate;
        this.calls = calls;
        this.ledger = ledger;
        this.collector = collector;
        this.writeKey = writeKey;
    }

    public Answers answers() {
        return answers;
    }

    public void start() {
        for (int i = 0; i < CLIENTS; i++) {
            var client = new Client(collector, writeKey, answers);
            var random = new Random(rate.seed() + i);
            clients.add(threads.submit(() -> send(client, random)));
        }
    }

    private void send(Client client, Random random) {
        double nanosPerEvent = TimeUnit.SECONDS.toNanos(1) * (double) CLIENTS / rate.eventsPerSecond();
        long due = System.nanoTime();
        while (!finishing) {
            var shipment = calls.next();
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
        ledger.accept(shipment);
    }

    /** Says what went wrong as soon as a client gave up. */
    public void requireHealthy() throws InterruptedException {
        for (var client : clients) {
            if (client.state() == Future.State.FAILED) {
                await(client);
            }
        }
    }

    /** Returns when every call, the closing ones included, is acknowledged. */
    public void finish() throws InterruptedException {
        finishing = true;
        for (var client : clients) {
            await(client);
        }
        var closing = calls.closing();
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
