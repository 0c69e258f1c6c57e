package io.tributary.local.prove.segments;

import io.tributary.local.prove.load.Load;
import io.tributary.local.prove.load.ProofCall;
import io.tributary.local.prove.load.ProofCall.Shipment;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes the calls: people come all along, browse without a name, log in and take further devices, so that profiles are
 * merged; some calls come days late, some twice. What anybody ends up in depends on the set of the calls and not on their
 * order. Which calls it makes depends on the seed alone. Thread-safe.
 */
final class Crowd implements Load.Calls {

    /** Time alone changes nobody later than this after the last call, until {@link #STILL_FOR} after the first. */
    static final Duration MOVES_FOR = Duration.ofSeconds(10);

    static final Duration STILL_FOR = Duration.ofHours(Rules.OFFER_HOURS).minusMinutes(10);

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int LARGEST_BATCH = 30;
    private static final int CLOSING_BATCH = 50;
    private static final int DEVICES = 4;
    private static final int RECENT = 500;
    private static final int KINDS = 20;
    /** What comes so late goes into days that are folded already. */
    private static final int DAYS_LATE = 5;

    private final Plan plan;
    private final String run;
    private final Clock clock;
    private final Random random;
    private final List<ProofCall> recent = new ArrayList<>();
    private final TreeSet<String> unlinked = new TreeSet<>();
    private int arrived;
    private int number;

    /** @param run begins every id, so that no two proofs meet */
    Crowd(Plan plan, String run, Clock clock) {
        this.plan = plan;
        this.run = run;
        this.clock = clock;
        this.random = new Random(plan.seed());
    }

    /** Everybody's user id. */
    List<String> people() {
        return IntStream.range(0, plan.people()).mapToObj(this::person).toList();
    }

    @Override
    public synchronized Shipment next() {
        int size = random.nextInt(4) == 0 ? 1 : 2 + random.nextInt(LARGEST_BATCH - 1);
        var calls = new ArrayList<ProofCall>(size + 1);
        while (calls.size() < size) {
            if (comes()) {
                calls.add(identify(arrived++, 0));
            } else {
                doing(random.nextInt(arrived), calls);
            }
        }
        return new Shipment(calls);
    }

    /** Whoever has not come yet comes, and every device that nobody logged in on is given its owner. */
    @Override
    public synchronized List<Shipment> closing() {
        var calls = new ArrayList<ProofCall>();
        while (arrived < plan.people()) {
            calls.add(identify(arrived++, 0));
        }
        for (var device : List.copyOf(unlinked)) {
            var parts = device.split("/", -1);
            calls.add(identify(Integer.parseInt(parts[0]), Integer.parseInt(parts[1])));
        }
        var shipments = new ArrayList<Shipment>();
        for (int from = 0; from < calls.size(); from += CLOSING_BATCH) {
            shipments.add(new Shipment(List.copyOf(calls.subList(from, Math.min(from + CLOSING_BATCH, calls.size())))));
        }
        return shipments;
    }

    /** Whether somebody new does something: who has come has been named, so that everybody is a profile in the end. */
    private boolean comes() {
        return arrived < plan.people() && (arrived == 0 || random.nextDouble() < plan.newcomers());
    }

    private void doing(int person, List<ProofCall> calls) {
        int kind = random.nextInt(KINDS);
        var now = clock.instant();
        if (kind < 5) {
            calls.add(identify(person, random.nextInt(DEVICES)));
        } else if (kind < 9) {
            calls.add(view(person, random.nextInt(6) == 0 ? late(now) : now));
        } else if (kind < 12) {
            calls.add(buys(person) ? order(person, random.nextInt(3) == 0 ? late(now) : now) : view(person, now));
        } else if (kind < 15) {
            calls.add(offer(person, now));
        } else if (kind < 18) {
            cart(person, now, calls);
        } else if (recent.isEmpty()) {
            calls.add(view(person, now));
        } else {
            // Once more, as a client does that has not heard the answer: late, and beside other calls.
            calls.add(recent.get(random.nextInt(recent.size())));
        }
    }

    /** Two of three people buy; one of those only long ago. */
    private static boolean buys(int person) {
        return person % 3 != 0;
    }

    private static boolean boughtLongAgo(int person) {
        return person % 6 == 1;
    }

    private Instant late(Instant now) {
        return now.minus(DAYS_LATE + random.nextInt(15), ChronoUnit.DAYS).minusSeconds(random.nextInt(3_600));
    }

    private ProofCall view(int person, Instant at) {
        var json = track(person, Rules.VIEWED, at);
        json.putObject("properties")
                .put("sku", "s" + random.nextInt(50))
                .put("category", person % 5 == 0 ? "books" : "shoes");
        return call(person, json);
    }

    private ProofCall order(int person, Instant at) {
        var json = track(person, Rules.ORDERED, boughtLongAgo(person) ? late(at) : at);
        json.putObject("properties")
                .put("order_id", run + "-o" + number)
                .put("revenue", random.nextInt(1_000, 6_000) / 100.0)
                .put("currency", "EUR");
        return call(person, json);
    }

    /** Every second person sees offers that are soon forgotten, by the clock and without another event. */
    private ProofCall offer(int person, Instant now) {
        var at = person % 2 == 0 ? now : soon(now).minus(Rules.OFFER_HOURS, ChronoUnit.HOURS);
        return call(person, track(person, Rules.OFFER, at));
    }

    /** Its time to be followed by an order ends soon; some of those who buy did order after it. */
    private void cart(int person, Instant now, List<ProofCall> calls) {
        var at = soon(now).minus(Rules.CART_MINUTES, ChronoUnit.MINUTES);
        calls.add(call(person, track(person, Rules.CART, at)));
        if (person % 4 == 0 && buys(person)) {
            calls.add(order(person, at.plusSeconds(60 + random.nextInt(600))));
        }
    }

    private Instant soon(Instant now) {
        return now.plusMillis(2_000 + random.nextLong(MOVES_FOR.toMillis() - 2_000));
    }

    private ProofCall identify(int person, int device) {
        var json = message("identify", clock.instant());
        json.put("userId", person(person)).put("anonymousId", device(person, device));
        unlinked.remove(person + "/" + device);
        json.putObject("traits").put("plan", random.nextBoolean() ? "pro" : "free");
        return call(person, json);
    }

    private ObjectNode track(int person, String event, Instant at) {
        var json = message("track", at).put("event", event);
        int device = random.nextInt(DEVICES);
        switch (random.nextInt(3)) {
            case 0 -> json.put("userId", person(person));
            case 1 -> {
                json.put("userId", person(person)).put("anonymousId", device(person, device));
                unlinked.remove(person + "/" + device);
            }
            default -> {
                json.put("anonymousId", device(person, device));
                unlinked.add(person + "/" + device);
            }
        }
        return json;
    }

    private ObjectNode message(String type, Instant at) {
        return JSON.createObjectNode()
                .put("type", type)
                .put("messageId", run + "-m" + number++)
                .put("timestamp", at.truncatedTo(ChronoUnit.MILLIS).toString());
    }

    private ProofCall call(int person, ObjectNode json) {
        var call = new ProofCall(
                json.path("messageId").asString(),
                person(person),
                true,
                json.path("type").asString(),
                json);
        if (recent.size() < RECENT) {
            recent.add(call);
        } else {
            recent.set(random.nextInt(RECENT), call);
        }
        return call;
    }

    private String person(int person) {
        return run + "-p" + person;
    }

    private String device(int person, int device) {
        return run + "-p" + person + "-d" + device;
    }
}
