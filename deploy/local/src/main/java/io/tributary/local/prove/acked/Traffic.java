package io.tributary.local.prove.acked;

import io.tributary.local.prove.load.Load;
import io.tributary.local.prove.load.ProofCall;
import io.tributary.local.prove.load.ProofCall.Shipment;
import java.time.Clock;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes the calls: people come one after another, browse without a name, log in, and take a new device now and then, so
 * that profiles are merged all the time. Which calls it makes depends on the seed alone. Thread-safe.
 */
final class Traffic implements Load.Calls {

    /** The event that is counted per person. */
    static final String EVENT = "Proof Event";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int LARGEST_BATCH = 40;
    private static final int CLOSING_BATCH = 50;
    private static final int CALLS_PER_DEVICE = 20;
    /** Well below the guard of identity, which takes 20 devices for one person. */
    private static final int DEVICES = 8;

    private final Clock clock;
    private final String run;
    private final int people;
    private final Random random;
    private final int[] callsOf;
    private final BitSet unlinked = new BitSet();
    private int arrived;
    private int number;

    /** @param run begins every id, so that no two proofs meet */
    Traffic(AckedPlan plan, String run, Clock clock) {
        this.clock = clock;
        this.run = run;
        this.people = plan.people();
        this.random = new Random(plan.seed());
        this.callsOf = new int[plan.people()];
    }

    /** The next request: one in three carries a single call. */
    @Override
    public synchronized Shipment next() {
        int size = random.nextInt(3) == 0 ? 1 : 2 + random.nextInt(LARGEST_BATCH - 1);
        var calls = new ArrayList<ProofCall>(size);
        for (int i = 0; i < size; i++) {
            calls.add(call(nextPerson()));
        }
        return new Shipment(calls);
    }

    /** What is left to say: whoever has not come yet comes, and every device that nobody logged in on is given its owner. */
    @Override
    public synchronized List<Shipment> closing() {
        var calls = new ArrayList<ProofCall>();
        while (arrived < people) {
            calls.add(identify(arrived++, 0));
        }
        for (int bit = unlinked.nextSetBit(0); bit >= 0; bit = unlinked.nextSetBit(bit + 1)) {
            calls.add(identify(bit / DEVICES, bit % DEVICES));
        }
        unlinked.clear();
        var shipments = new ArrayList<Shipment>();
        for (int from = 0; from < calls.size(); from += CLOSING_BATCH) {
            shipments.add(new Shipment(List.copyOf(calls.subList(from, Math.min(from + CLOSING_BATCH, calls.size())))));
        }
        return shipments;
    }

    /** Every second call brings somebody new until all are there. */
    private int nextPerson() {
        return arrived < people && (arrived == 0 || random.nextBoolean()) ? arrived++ : random.nextInt(arrived);
    }

    private ProofCall call(int person) {
        int device = Math.min(callsOf[person]++ / CALLS_PER_DEVICE, DEVICES - 1);
        int kind = random.nextInt(10);
        if (kind == 0) {
            return identify(person, device);
        }
        var type = kind == 1 ? "page" : "track";
        var json = message(type);
        int identity = random.nextInt(10);
        if (identity < 7) {
            json.put("anonymousId", device(person, device));
        }
        if (identity >= 4) {
            json.put("userId", person(person));
        }
        if (identity < 4) {
            unlinked.set(person * DEVICES + device);
        } else if (identity < 7) {
            unlinked.clear(person * DEVICES + device);
        }
        json.put(kind == 1 ? "name" : "event", kind == 1 ? "Proof" : EVENT);
        json.putObject("properties")
                .put("number", number)
                .put("revenue", random.nextInt(10_000) / 100.0)
                .put("words", "x".repeat(random.nextInt(400)));
        return new ProofCall(json.path("messageId").asString(), person(person), kind > 1, type, json);
    }

    private ProofCall identify(int person, int device) {
        unlinked.clear(person * DEVICES + device);
        var json = message("identify");
        json.put("userId", person(person)).put("anonymousId", device(person, device));
        json.putObject("traits").put("plan", random.nextBoolean() ? "pro" : "free");
        return new ProofCall(json.path("messageId").asString(), person(person), false, "identify", json);
    }

    private ObjectNode message(String type) {
        return JSON.createObjectNode()
                .put("type", type)
                .put("messageId", run + "-m" + number++)
                .put("timestamp", clock.instant().toString());
    }

    private String person(int number) {
        return run + "-p" + number;
    }

    private String device(int person, int device) {
        return run + "-p" + person + "-d" + device;
    }
}
