package io.tributary.local.prove.segments;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The segments of the proof, one for each kind of condition. What time alone changes is changed seconds after a call, or
 * hours after the load: nothing is about to change when worlds are compared.
 */
final class Rules {

    /** Asked for while things fail. */
    static final String TRAIT = "pro";

    static final String VIEWED = "Product Viewed";
    static final String ORDERED = "Order Completed";
    static final String CART = "Cart Viewed";
    static final String OFFER = "Offer Seen";

    /** How long an offer is remembered, and a cart may wait for its order. */
    static final int OFFER_HOURS = 2;

    static final int CART_MINUTES = 30;

    private Rules() {}

    /** By key; those that refer to others come after them. */
    static Map<String, String> byKey() {
        var rules = new LinkedHashMap<String, String>();
        rules.put(TRAIT, "plan = \"pro\"");
        rules.put("walkers", "count(\"Product Viewed\" where category = \"shoes\") >= 3 in last 30 days");
        rules.put("spenders", "sum(\"Order Completed\".revenue) >= 150 in last 30 days");
        rules.put("new-buyers", "first(\"Order Completed\") in last 2 days");
        rules.put("former-buyers", "latest(\"Order Completed\") between 30 and 3 days ago");
        rules.put("decided", "did \"Product Viewed\" then \"Order Completed\" within 1 days in last 30 days");
        rules.put(
                "hesitant",
                "did \"Cart Viewed\" then not \"Order Completed\" within " + CART_MINUTES + " minutes in last 3 days");
        rules.put("tempted", "count(\"Offer Seen\") >= 1 in last " + OFFER_HOURS + " hours");
        rules.put("strangers", "plan = \"free\" and not count(\"Order Completed\") >= 1 in last 30 days");
        rules.put("pro-spenders", "segment(\"" + TRAIT + "\") and segment(\"spenders\")");
        return rules;
    }
}
