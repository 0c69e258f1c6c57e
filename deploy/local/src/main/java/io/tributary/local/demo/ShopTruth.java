package io.tributary.local.demo;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Counts the shop's people by plain loops over what the generator knows; shares nothing with the rule engine. */
final class ShopTruth {

    private static final long VIP_CENTS = 40_000;
    private static final Set<String> GERMAN_SPEAKING = Set.of("DE", "AT", "CH");

    private final LocalDate today;

    private ShopTruth(LocalDate today) {
        this.today = today;
    }

    static Demo.Truth of(
            List<Shopper> shoppers, Predicate<Shopper> suppressed, int refused, int duplicates, LocalDate today) {
        var truth = new ShopTruth(today);
        var sizes = new HashMap<String, Integer>();
        truth.segments().forEach((key, holds) -> sizes.put(key, count(shoppers, holds)));
        var members = new HashMap<String, Integer>();
        truth.pushable().forEach((key, holds) -> members.put(key, count(shoppers, holds.and(suppressed.negate()))));
        return new Demo.Truth(shoppers.size(), refused, duplicates, sizes, members);
    }

    /** Those whom at least one audience would push on that day if nobody were suppressed. */
    static Predicate<Shopper> wouldBePushed(LocalDate today) {
        return new ShopTruth(today)
                .pushable().values().stream().reduce(Predicate::or).orElse(none -> false);
    }

    /** Whom each audience pushes when nobody is suppressed: members of its segment with the consent that it needs. */
    private Map<String, Predicate<Shopper>> pushable() {
        var segments = segments();
        Predicate<Shopper> mayMail = it -> it.signedUp() && it.allowsMail();
        Predicate<Shopper> mayAdvertise = it -> it.signedUp() && it.allowsAds();
        return Map.of(
                "win-back-mail", holds(segments, "win-back").and(mayMail),
                "vip-ads", holds(segments, "vip").and(mayAdvertise),
                "recent-buyers-exclusion", holds(segments, "recent-buyers").and(mayAdvertise),
                // The endpoint is the shop's own: it knows people by profile id and needs neither address nor consent.
                "window-shoppers-hook", holds(segments, "window-shoppers"));
    }

    private Map<String, Predicate<Shopper>> segments() {
        Predicate<Shopper> recentBuyers = it -> it.hasOrderSince(lastDays(30));
        return Map.of(
                "newsletter", it -> it.signedUp() && it.allowsMail(),
                "recent-buyers", recentBuyers,
                "vip", it -> it.centsSince(lastDays(90)) >= VIP_CENTS,
                "window-shoppers", recentBuyers.negate().and(it -> it.viewsSince(lastDays(14)) >= 3),
                "win-back", it -> !it.orders().isEmpty() && !it.hasOrderSince(lastDays(60)),
                "dach", it -> it.signedUp() && GERMAN_SPEAKING.contains(it.country()));
    }

    /** The first midnight of "in last n days": today and the n - 1 days before. */
    private Instant lastDays(int days) {
        return today.minusDays(days - 1L).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static Predicate<Shopper> holds(Map<String, Predicate<Shopper>> segments, String key) {
        return it -> segments.getOrDefault(key, none -> false).test(it);
    }

    private static int count(List<Shopper> shoppers, Predicate<Shopper> holds) {
        return (int) shoppers.stream().filter(holds).count();
    }
}
