package io.tributary.bench.load;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The events of a shop as its clients send them, each of the same size. */
public final class ShopEvents {

    private static final String WHO = "\"messageId\":\"" + "M".repeat(32)
            + "\",\"anonymousId\":\"anon-UUUUUUUU\",\"userId\":\"user-UUUUUUUU\",\"timestamp\":\"" + "T".repeat(24)
            + "\"";
    private static final String CONTEXT =
            "\"context\":{\"library\":{\"name\":\"analytics-node\",\"version\":\"3.1.0\"},"
                    + "\"locale\":\"de-DE\",\"page\":{\"path\":\"/p/PPPP\",\"referrer\":\"https://search.example/\",\"title\":\"FFF\"}}";
    private static final List<String> CATEGORIES = List.of("running", "hiking", "cycling", "yoga");

    private ShopEvents() {}

    /** One kind of event: what the door is measured with. */
    public static List<EventTemplate> views(int sizeInBytes) {
        return List.of(view("running", sizeInBytes));
    }

    /** Of twenty events eleven views, four additions to a cart, two orders, a page and two identify calls. */
    public static List<EventTemplate> mixed(int sizeInBytes) {
        var mixed = new ArrayList<EventTemplate>();
        for (int i = 0; i < 11; i++) {
            mixed.add(view(CATEGORIES.get(i % CATEGORIES.size()), sizeInBytes));
        }
        for (var category : CATEGORIES) {
            mixed.add(track("Product Added", item(category), sizeInBytes));
        }
        mixed.addAll(Collections.nCopies(
                2,
                track(
                        "Order Completed",
                        "\"order_id\":\"" + "M".repeat(32) + "\",\"revenue\":AAA.95,\"currency\":\"EUR\"",
                        sizeInBytes)));
        mixed.add(
                call("page", "\"name\":\"Home\",\"properties\":{\"url\":\"https://shop.example/PPPP\"}", sizeInBytes));
        mixed.addAll(Collections.nCopies(
                2,
                call(
                        "identify",
                        "\"traits\":{\"email\":\"userUUUUUUUU@mail.example\",\"country\":\"DE\",\"age\":AAA}",
                        sizeInBytes)));
        return List.copyOf(mixed);
    }

    /** One event of that name, of a person of its own. */
    public static EventTemplate named(String event, int sizeInBytes) {
        return track(event, "\"value\":AAA", sizeInBytes);
    }

    private static EventTemplate view(String category, int sizeInBytes) {
        return track("Product Viewed", item(category), sizeInBytes);
    }

    private static String item(String category) {
        return "\"product_id\":\"P-PPPP\",\"sku\":\"sku-PPPP\",\"category\":\"" + category
                + "\",\"price\":AAA.95,\"currency\":\"EUR\",\"quantity\":1";
    }

    private static EventTemplate track(String event, String properties, int sizeInBytes) {
        return call("track", "\"event\":\"" + event + "\",\"properties\":{" + properties + "}", sizeInBytes);
    }

    private static EventTemplate call(String type, String own, int sizeInBytes) {
        return EventTemplate.of("{\"type\":\"" + type + "\"," + WHO + "," + own + "," + CONTEXT + "}", sizeInBytes);
    }
}
