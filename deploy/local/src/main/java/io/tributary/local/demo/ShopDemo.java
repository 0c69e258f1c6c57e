package io.tributary.local.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;

/**
 * A small shop whose people browse without a name on one device, read mail on another and buy in a store where only
 * their phone number is known. Seeded and anchored to a day, so that every count is known before the first call is sent.
 */
public final class ShopDemo implements Demo {

    /** The size of the demo that ships with the repository. */
    public static final int PEOPLE = 3_000;

    private static final long SEED = 20_111_209L;
    private static final int VISITORS_ONLY_EVERY = 5;
    private static final int OLDEST_ORDER_IN_DAYS = 120;
    private static final int OLDEST_VIEW_IN_DAYS = 20;
    private static final int SUPPRESSED_EVERY = 20;
    private static final int NAMELESS = 30;
    private static final int REPEATED = 20;
    private static final List<String> COUNTRIES = List.of("DE", "AT", "CH", "FR", "GB", "NL");

    private final Instant today;
    private final List<Shopper> shoppers;
    private final Predicate<Shopper> wouldBePushed;

    /** The day of {@code anchor} is the demo's today: nothing happens on it, everything before it. */
    public ShopDemo(Instant anchor, int people) {
        this.today = anchor.truncatedTo(ChronoUnit.DAYS);
        this.wouldBePushed =
                ShopTruth.wouldBePushed(today.atOffset(ZoneOffset.UTC).toLocalDate());
        var random = new Random(SEED);
        this.shoppers = new ArrayList<>(people);
        for (int number = 0; number < people; number++) {
            shoppers.add(shopper(number, random));
        }
    }

    private Shopper shopper(int number, Random random) {
        boolean signedUp = number % VISITORS_ONLY_EVERY != 0;
        boolean buysInStore = signedUp && number % 3 == 0;
        var views = new ArrayList<Instant>();
        for (int i = 1 + random.nextInt(6); i > 0; i--) {
            views.add(daysAgo(1 + random.nextInt(OLDEST_VIEW_IN_DAYS), random));
        }
        var orders = new ArrayList<Shopper.Order>();
        for (int i = signedUp ? random.nextInt(5) : 0; i > 0; i--) {
            orders.add(new Shopper.Order(
                    daysAgo(1 + random.nextInt(OLDEST_ORDER_IN_DAYS), random),
                    1_000L + random.nextInt(29_000),
                    buysInStore && random.nextBoolean()));
        }
        return new Shopper(
                number,
                signedUp,
                COUNTRIES.get(random.nextInt(COUNTRIES.size())),
                random.nextInt(10) < 8,
                random.nextInt(10) < 7,
                signedUp && number % 2 == 0,
                buysInStore,
                List.copyOf(views),
                List.copyOf(orders));
    }

    private Instant daysAgo(int days, Random random) {
        return today.minus(days, ChronoUnit.DAYS).plusSeconds(6 * 3_600 + random.nextInt(12 * 3_600));
    }

    @Override
    public String name() {
        return "shop";
    }

    @Override
    public Optional<Instant> clock() {
        return Optional.empty();
    }

    @Override
    public List<SourcePlan> sources() {
        return List.of(
                new SourcePlan("web", "Web shop", false),
                new SourcePlan("mail", "Mail clicks", false),
                new SourcePlan("store", "Stores", false));
    }

    @Override
    public List<SegmentPlan> segments() {
        return List.of(
                new SegmentPlan(
                        "newsletter",
                        "Newsletter readers",
                        "consent(\"email_marketing\") = granted and has identifier email",
                        "Who may get the newsletter",
                        "message"),
                new SegmentPlan(
                        "recent-buyers",
                        "Bought in the last 30 days",
                        "count(\"Order Completed\") >= 1 in last 30 days",
                        "Do not advertise what they just bought",
                        "offer"),
                new SegmentPlan(
                        "vip",
                        "Spent 400 in 90 days",
                        "sum(\"Order Completed\".revenue) >= 400 in last 90 days",
                        "Early access to the new collection",
                        "offer"),
                new SegmentPlan(
                        "window-shoppers",
                        "Look but do not buy",
                        "count(\"Product Viewed\") >= 3 in last 14 days and not segment(\"recent-buyers\")",
                        "A reason to buy today",
                        "page"),
                new SegmentPlan(
                        "win-back",
                        "Bought once, silent for 60 days",
                        "count(\"Order Completed\") >= 1 ever and count(\"Order Completed\") = 0 in last 60 days",
                        "Bring them back before they are gone",
                        "message"),
                new SegmentPlan(
                        "dach",
                        "Germany, Austria, Switzerland",
                        "country in (\"DE\", \"AT\", \"CH\")",
                        "Send in German and before noon",
                        "timing"));
    }

    @Override
    public List<AudiencePlan> audiences() {
        return List.of(
                new AudiencePlan("win-back-mail", "win-back", "sendgrid", "target"),
                new AudiencePlan("vip-ads", "vip", "meta", "target"),
                new AudiencePlan("recent-buyers-exclusion", "recent-buyers", "meta", "exclude"),
                new AudiencePlan("window-shoppers-hook", "window-shoppers", "webhook", "target"));
    }

    @Override
    public List<String> suppressedEmails() {
        return shoppers.stream().filter(this::isSuppressed).map(Shopper::email).toList();
    }

    /** Every one of them would be pushed: only the suppression list keeps them out. */
    private boolean isSuppressed(Shopper shopper) {
        return shopper.signedUp() && shopper.number() % SUPPRESSED_EVERY == 1 && wouldBePushed.test(shopper);
    }

    @Override
    public List<Call> calls() {
        var calls = new ArrayList<Call>();
        shoppers.forEach(it -> new ShopCalls(it).addTo(calls));
        addRepetitions(calls);
        addNameless(calls);
        calls.sort(Comparator.comparing(Call::at)
                .thenComparing(it -> it.message().path("messageId").asString()));
        return calls;
    }

    private void addRepetitions(List<Call> calls) {
        int step = calls.size() / REPEATED;
        for (int i = 0; i < REPEATED; i++) {
            calls.add(calls.get(i * step));
        }
    }

    /** Calls without any id: the collector must refuse them and keep them as bad rows. */
    private void addNameless(List<Call> calls) {
        for (int i = 0; i < NAMELESS; i++) {
            var at = today.minus(Duration.ofDays(3)).plusSeconds(i);
            calls.add(new Calls("web")
                    .track("shop-nobody-" + i, at, new Calls.Person(null, null), "Product Viewed", Calls.object()));
        }
    }

    @Override
    public Truth truth(Instant now) {
        return ShopTruth.of(
                shoppers,
                this::isSuppressed,
                NAMELESS,
                REPEATED,
                now.atOffset(ZoneOffset.UTC).toLocalDate());
    }
}
