package io.tributary.bench.preview;

import com.google.protobuf.ByteString;
import io.tributary.contracts.v1.AcceptedEvent;
import io.tributary.contracts.v1.CallType;
import io.tributary.contracts.v1.Channel;
import io.tributary.contracts.v1.Consent;
import io.tributary.contracts.v1.ConsentState;
import io.tributary.contracts.v1.Contact;
import io.tributary.contracts.v1.ContactIdentifier;
import io.tributary.contracts.v1.ContactPoint;
import io.tributary.contracts.v1.ContactRecord;
import io.tributary.contracts.v1.EventTimes;
import io.tributary.contracts.v1.IdentifierDigest;
import io.tributary.contracts.v1.ResolvedEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * The people of one tenant, counted from 0, as identity tells of them. Who somebody is and did follows from the seed, the
 * number and the instant alone. Cities, points and times are drawn uniformly, plans and events by fixed shares.
 */
final class Crowd {

    static final int CITIES = 400;
    /** Points are below it. */
    static final int POINTS = 10_000;

    static final List<String> COUNTRIES = List.of("DE", "FR", "AT", "CH", "IT", "ES", "NL", "BE", "PL", "SE");
    static final List<String> CATEGORIES = List.of("running", "hiking", "cycling", "yoga", "climbing", "rowing");

    static final String VIEWED = "Product Viewed";
    static final String ADDED = "Product Added";
    static final String ORDERED = "Order Completed";

    private static final long BACK_MILLIS = Duration.ofDays(90).toMillis();
    private static final int DIGEST_BYTES = 32;
    private static final ByteString CONTEXT = json("{\"library\":{\"name\":\"analytics-node\",\"version\":\"3.1.0\"},"
            + "\"locale\":\"de-DE\",\"page\":{\"path\":\"/p/0815\",\"title\":\"" + "t".repeat(60) + "\"}}");

    /** What identity tells of one person, in its order. */
    record Told(String profileId, ContactRecord contact, List<ResolvedEvent> events) {}

    private final String tenant;
    private final long seed;
    private final int events;
    private final long now;

    /** @param events of each person: an identify, then tracks of the 90 days before {@code now} (epoch milliseconds) */
    Crowd(String tenant, long seed, int events, long now) {
        this.tenant = tenant;
        this.seed = seed;
        this.events = events;
        this.now = now;
    }

    static String userId(int person) {
        return String.format(Locale.ROOT, "user-%08d", person);
    }

    static String city(int number) {
        return String.format(Locale.ROOT, "city-%03d", Math.floorMod(number, CITIES));
    }

    Told tell(int person) {
        var random = new SplittableRandom(seed + person);
        var profileId = new UUID(random.nextLong(), random.nextLong()).toString();
        var digest = digest(random);
        var all = new ArrayList<ResolvedEvent>(events);
        all.add(resolved(
                profileId,
                digest,
                call(person, 0, now - BACK_MILLIS).setType(CallType.IDENTIFY).setTraits(traits(person, random))));
        for (int i = 1; i < events; i++) {
            all.add(resolved(profileId, digest, track(person, i, random)));
        }
        return new Told(profileId, contact(person, profileId, digest), all);
    }

    private static ByteString traits(int person, SplittableRandom random) {
        int plan = random.nextInt(20);
        return json(String.format(
                Locale.ROOT,
                "{\"email\":\"%s\",\"country\":\"%s\",\"city\":\"%s\",\"plan\":\"%s\",\"points\":%d}",
                email(person),
                COUNTRIES.get(random.nextInt(COUNTRIES.size())),
                city(random.nextInt(CITIES)),
                plan == 0 ? "business" : plan < 6 ? "pro" : "free",
                random.nextInt(POINTS)));
    }

    /** Of twenty events eleven views, five additions to a cart, four orders. */
    private AcceptedEvent.Builder track(int person, int number, SplittableRandom random) {
        int kind = random.nextInt(20);
        var call = call(person, number, now - random.nextLong(BACK_MILLIS)).setType(CallType.TRACK);
        return kind < 4
                ? call.setEvent(ORDERED)
                        .setProperties(json(String.format(
                                Locale.ROOT,
                                "{\"order_id\":\"o-%d-%d\",\"revenue\":%.2f,\"currency\":\"EUR\"}",
                                person,
                                number,
                                5 + random.nextInt(49_500) / 100.0)))
                : call.setEvent(kind < 9 ? ADDED : VIEWED)
                        .setProperties(json(String.format(
                                Locale.ROOT,
                                "{\"product_id\":\"p-%04d\",\"category\":\"%s\",\"price\":%d.95,\"currency\":\"EUR\"}",
                                random.nextInt(5_000),
                                CATEGORIES.get(random.nextInt(CATEGORIES.size())),
                                random.nextInt(200))));
    }

    private AcceptedEvent.Builder call(int person, int number, long at) {
        return AcceptedEvent.newBuilder()
                .setTenant(tenant)
                .setSourceId("bench")
                .setMessageId("crowd-" + person + "-" + number)
                .setUserId(userId(person))
                .setContext(CONTEXT)
                .setTimes(EventTimes.newBuilder().setReceivedAt(now).setTimestamp(at))
                .setHistorical(true);
    }

    private static ResolvedEvent resolved(String profileId, ByteString digest, AcceptedEvent.Builder call) {
        return ResolvedEvent.newBuilder()
                .setEvent(call)
                .setProfileId(profileId)
                .setGraphNumber(1)
                .addIdentifiers(
                        IdentifierDigest.newBuilder().setNamespace("user_id").setDigest(digest))
                .build();
    }

    private ContactRecord contact(int person, String profileId, ByteString digest) {
        return ContactRecord.newBuilder()
                .setContact(Contact.newBuilder()
                        .setTenant(tenant)
                        .setProfileId(profileId)
                        .setVersion(1)
                        .addIdentifiers(identifier("user_id", userId(person), digest))
                        .addIdentifiers(identifier("email", email(person), digest))
                        .addPoints(ContactPoint.newBuilder()
                                .setChannel(Channel.EMAIL)
                                .setValue(email(person))
                                .setDigest(digest)
                                .setLastSeen(now))
                        .addConsents(Consent.newBuilder()
                                .setPurpose("email_marketing")
                                .setState(ConsentState.GRANTED)
                                .setAt(now)
                                .setSource("bench")))
                .build();
    }

    private ContactIdentifier identifier(String namespace, String value, ByteString digest) {
        return ContactIdentifier.newBuilder()
                .setNamespace(namespace)
                .setValue(value)
                .setDigest(digest)
                .setFirstSeen(now)
                .setLastSeen(now)
                .build();
    }

    private static String email(int person) {
        return userId(person) + "@mail.example";
    }

    private static ByteString digest(SplittableRandom random) {
        byte[] digest = new byte[DIGEST_BYTES];
        random.nextBytes(digest);
        return ByteString.copyFrom(digest);
    }

    private static ByteString json(String text) {
        return ByteString.copyFromUtf8(text);
    }
}
