package io.tributary.bench.identity;

import com.google.protobuf.ByteString;
import io.tributary.contracts.v1.AcceptedEvent;
import io.tributary.contracts.v1.CallType;
import io.tributary.contracts.v1.EventTimes;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * The people of one tenant, counted from 0, and the events that they send. Each is introduced by an identify call with
 * four identifiers; from then on an event names two, their user id and their device. Somebody new comes with exactly these
 * two. Who comes is drawn uniformly, which is the worst case for every memory.
 */
final class People {

    /** User id, device, e-mail address and phone number. */
    static final int IDENTIFIERS_OF_A_PERSON = 4;
    /** User id and device. */
    static final int IDENTIFIERS_OF_AN_EVENT = 2;

    private static final ByteString CONTEXT = json("{\"library\":{\"name\":\"analytics-node\",\"version\":\"3.1.0\"},"
            + "\"locale\":\"de-DE\",\"page\":{\"path\":\"/p/0815\",\"title\":\"" + "t".repeat(60) + "\"}}");
    private static final ByteString PROPERTIES =
            json("{\"product_id\":\"P-0815\",\"category\":\"running\",\"price\":59.95,\"currency\":\"EUR\",\"note\":\""
                    + "n".repeat(160) + "\"}");

    private final String tenant;
    private final SplittableRandom random;
    private final InstantSource clock;
    private int known;
    private long identifiers;
    private long messages;

    People(String tenant, long seed, InstantSource clock) {
        this.tenant = tenant;
        this.random = new SplittableRandom(seed);
        this.clock = clock;
    }

    String tenant() {
        return tenant;
    }

    /** How many identifiers all events so far have named. */
    long identifiers() {
        return identifiers;
    }

    /** Calls for somebody new with all four identifiers, until the people have that many. */
    boolean isFewerThan(long wanted) {
        return identifiers + IDENTIFIERS_OF_A_PERSON <= wanted;
    }

    AcceptedEvent introduction() {
        int person = known++;
        identifiers += IDENTIFIERS_OF_A_PERSON;
        return event(CallType.IDENTIFY, person)
                .setTraits(json(String.format(
                        Locale.ROOT, "{\"email\":\"user%08d@mail.example\",\"phone\":\"+4917%08d\"}", person, person)))
                .build();
    }

    /** A run of events, of which exactly that share, evenly spread, is of somebody new. */
    Run run(double share) {
        return new Run(known, share);
    }

    /** Events of those who were known when it began, and of new people. */
    final class Run {

        private final int drawn;
        private final double share;
        private long sent;

        private Run(int drawn, double share) {
            this.drawn = drawn;
            this.share = share;
        }

        /** The number of the person who comes next. */
        int next() {
            sent++;
            boolean fresh = drawn == 0 || Math.floor(sent * share) > Math.floor((sent - 1) * share);
            if (fresh) {
                identifiers += IDENTIFIERS_OF_AN_EVENT;
                return known++;
            }
            return random.nextInt(drawn);
        }

        AcceptedEvent event() {
            return People.this
                    .event(CallType.TRACK, next())
                    .setEvent("Product Viewed")
                    .setProperties(PROPERTIES)
                    .build();
        }
    }

    static List<String> identifiersOf(int person) {
        return List.of(userId(person), device(person));
    }

    private AcceptedEvent.Builder event(CallType type, int person) {
        long now = clock.millis();
        return AcceptedEvent.newBuilder()
                .setTenant(tenant)
                .setSourceId("bench")
                .setMessageId(tenant + "-" + ++messages)
                .setType(type)
                .setUserId(userId(person))
                .setAnonymousId(device(person))
                .setContext(CONTEXT)
                .setTimes(EventTimes.newBuilder().setReceivedAt(now).setTimestamp(now));
    }

    private static String userId(int person) {
        return String.format(Locale.ROOT, "user-%08d", person);
    }

    private static String device(int person) {
        return String.format(Locale.ROOT, "anon-%08d", person);
    }

    private static ByteString json(String text) {
        return ByteString.copyFrom(text, StandardCharsets.UTF_8);
    }
}
