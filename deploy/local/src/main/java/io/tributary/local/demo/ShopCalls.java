package io.tributary.local.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * The calls by which one shopper becomes visible: nameless views, a sign-up that names the web device, a click in a mail
 * that names the mail device by address only, and store purchases under a card that the phone number names.
 */
final class ShopCalls {

    private static final Calls WEB = new Calls("web");
    private static final Calls MAIL = new Calls("mail");
    private static final Calls STORE = new Calls("store");

    private final Shopper shopper;
    private final Calls.Person browser;

    ShopCalls(Shopper shopper) {
        this.shopper = shopper;
        this.browser = new Calls.Person(null, "web-" + shopper.number());
    }

    void addTo(List<Call> calls) {
        addViews(calls);
        if (shopper.signedUp()) {
            addSignUp(calls);
        }
        if (shopper.readsMail()) {
            addMailClick(calls);
        }
        if (shopper.buysInStore()) {
            addStoreCard(calls);
        }
        addOrders(calls);
    }

    private void addViews(List<Call> calls) {
        calls.add(WEB.page(id("page", 0), first(shopper.views()).minusSeconds(20), browser, "Home"));
        for (int i = 0; i < shopper.views().size(); i++) {
            var product = Calls.object()
                    .put("sku", "sku-" + (shopper.number() * 7 + i) % 200)
                    .put("category", i % 2 == 0 ? "running" : "outdoor")
                    .put("price", 10 + i);
            calls.add(WEB.track(id("view", i), shopper.views().get(i), browser, "Product Viewed", product));
        }
    }

    private void addSignUp(List<Call> calls) {
        var traits = Calls.object()
                .put("email", shopper.email())
                .put("firstName", "Shopper" + shopper.number())
                .put("country", shopper.country());
        if (shopper.buysInStore()) {
            traits.put("phone", shopper.phone());
        }
        calls.add(WEB.identify(
                id("signup", 0),
                last(shopper.views()).plusSeconds(60),
                new Calls.Person(shopper.userId(), browser.anonymousId()),
                traits,
                Calls.consent(shopper.allowsMail(), shopper.allowsAds())));
    }

    private void addMailClick(List<Call> calls) {
        var reader = new Calls.Person(null, "mail-" + shopper.number());
        var at = last(shopper.views()).minus(Duration.ofHours(1));
        calls.add(MAIL.track(
                id("click", 0), at, reader, "Email Link Clicked", Calls.object().put("campaign", "autumn")));
        calls.add(MAIL.identify(
                id("reader", 0),
                at.plusSeconds(5),
                reader,
                // As people type it: the address is the same person's, whatever its case.
                Calls.object().put("email", " " + shopper.email().toUpperCase(java.util.Locale.ROOT)),
                Calls.object()));
    }

    private void addStoreCard(List<Call> calls) {
        calls.add(STORE.identify(
                id("card", 0),
                last(shopper.views()).minus(Duration.ofHours(2)),
                new Calls.Person(null, "card-" + shopper.number()),
                Calls.object().put("phone", shopper.phone()),
                Calls.object()));
    }

    private void addOrders(List<Call> calls) {
        for (int i = 0; i < shopper.orders().size(); i++) {
            var order = shopper.orders().get(i);
            var person = order.inStore()
                    ? new Calls.Person(null, "card-" + shopper.number())
                    : new Calls.Person(shopper.userId(), null);
            var till = order.inStore() ? STORE : WEB;
            calls.add(till.track(id("order", i), order.at(), person, "Order Completed", properties(i, order)));
        }
    }

    private ObjectNode properties(int i, Shopper.Order order) {
        return Calls.object()
                .put("order_id", shopper.number() + "-" + i)
                .put("revenue", order.cents() / 100.0)
                .put("currency", "EUR");
    }

    private String id(String what, int i) {
        return "shop-" + shopper.number() + "-" + what + "-" + i;
    }

    private static Instant first(List<Instant> instants) {
        return instants.stream().min(Instant::compareTo).orElseThrow();
    }

    private static Instant last(List<Instant> instants) {
        return instants.stream().max(Instant::compareTo).orElseThrow();
    }
}
