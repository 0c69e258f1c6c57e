package io.tributary.bench.rules;

import io.tributary.segment.feature.EventFacts;
import io.tributary.segment.feature.FactsReader;
import io.tributary.segment.feature.ProfileState;
import io.tributary.segment.feature.SegmentCatalogue;
import io.tributary.segment.interval.Days;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * What people have done before anything is measured, and what they do then. Everybody knows 24 things that rules read: 20
 * kinds of events, each done two or three times within 60 days, and four traits. What somebody does later is of the same
 * kinds, so that a profile grows by entries and not by features. The same seed makes the same lives.
 */
public final class Lives {

    /** The calendar of everybody's tenant. */
    public static final Days DAYS = new Days(ZoneOffset.UTC);

    static final int KINDS = 20;

    private static final int ALL_KINDS = HundredRules.EVENTS.size() * HundredRules.CATEGORIES.size();
    private static final int KNOWN_TRAITS = 4;
    private static final int VALUES = 5;
    private static final int PRICES = 40;
    /** One call in so many brings traits. */
    private static final int IDENTIFIES = 20;
    /** From one kind of somebody to the next; without a common divisor with their number. */
    private static final int STRIDE = 7;

    private static final long PAST_MILLIS = Duration.ofDays(60).toMillis();
    private static final FactsReader READER = new FactsReader(SegmentCatalogue.standard());

    private final long seed;

    public Lives(long seed) {
        this.seed = seed;
    }

    /** As long as one that identity gives. */
    public static String profileId(int person) {
        return new UUID(0x0197_0000_0000_7000L | person, 0x8000_0000_0000_0000L | person).toString();
    }

    /** What a profile remembers of somebody when nothing has been judged yet, at that instant (epoch milliseconds). */
    public ProfileState history(String tenant, String profileId, int person, long now) {
        var state = new ProfileState(tenant, profileId, 0);
        for (var call : past(person, now)) {
            state.apply(read(call), DAYS, now);
        }
        return state;
    }

    /** What a call leaves behind in a profile. */
    public static EventFacts read(ShopCall call) {
        return READER.read(call.sourceCall()).orElseThrow(() -> new IllegalStateException("a call cannot be read"));
    }

    List<ShopCall> past(int person, long now) {
        var random = new SplittableRandom(seed * 31 + person);
        var messageId = "past-%012d".formatted(person);
        var calls = new ArrayList<ShopCall>();
        for (int kind = 0; kind < KINDS; kind++) {
            for (int times = 2 + kind % 2; times > 0; times--) {
                calls.add(done(person, kind, messageId, now - random.nextLong(PAST_MILLIS), random));
            }
        }
        calls.add(said(person, messageId, now - PAST_MILLIS, KNOWN_TRAITS, random));
        return calls;
    }

    /** What somebody does at that instant (epoch milliseconds); one call in twenty says two traits anew. */
    public ShopCall next(int person, String messageId, long at, SplittableRandom random) {
        return random.nextInt(IDENTIFIES) == 0
                ? said(person, messageId, at, KNOWN_TRAITS / 2, random)
                : done(person, random.nextInt(KINDS), messageId, at, random);
    }

    private static ShopCall done(int person, int kind, String messageId, long at, SplittableRandom random) {
        int number = (person + kind * STRIDE) % ALL_KINDS;
        var event = HundredRules.EVENTS.get(number / HundredRules.CATEGORIES.size());
        var category = HundredRules.CATEGORIES.get(number % HundredRules.CATEGORIES.size());
        var properties = String.format(
                Locale.ROOT,
                "{\"category\":\"%s\",\"price\":%d.95,\"label\":\"%s\",\"position\":3}",
                category,
                10 + random.nextInt(PRICES),
                "l".repeat(60));
        return new ShopCall(person, messageId, event, at, properties);
    }

    private static ShopCall said(int person, String messageId, long at, int howMany, SplittableRandom random) {
        var traits = new ArrayList<String>();
        for (int i = 0; i < howMany; i++) {
            var trait = HundredRules.TRAITS.get((person + i) % HundredRules.TRAITS.size());
            traits.add("\"" + trait + "\":\"v" + random.nextInt(VALUES) + "\"");
        }
        return new ShopCall(person, messageId, "", at, "{" + String.join(",", traits) + "}");
    }
}
