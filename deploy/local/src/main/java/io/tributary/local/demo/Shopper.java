package io.tributary.local.demo;

import java.time.Instant;
import java.util.List;

/**
 * One person of the generated shop as the truth knows them, whatever identities they show.
 *
 * @param signedUp gave a user id and an e-mail address; the others only browse
 * @param readsMail opens mail on a second device
 * @param buysInStore is known there by phone number
 */
record Shopper(
        int number,
        boolean signedUp,
        String country,
        boolean allowsMail,
        boolean allowsAds,
        boolean readsMail,
        boolean buysInStore,
        List<Instant> views,
        List<Order> orders) {

    /** An order; {@code cents} is its revenue. */
    record Order(Instant at, long cents, boolean inStore) {}

    String userId() {
        return "u-" + number;
    }

    String email() {
        return "shopper" + number + "@mail.example";
    }

    /** A German mobile number, valid by its numbering plan. */
    String phone() {
        return "+49151%08d".formatted(10_000_000 + number);
    }

    boolean hasOrderSince(Instant from) {
        return orders.stream().anyMatch(it -> !it.at().isBefore(from));
    }

    long centsSince(Instant from) {
        return orders.stream()
                .filter(it -> !it.at().isBefore(from))
                .mapToLong(Order::cents)
                .sum();
    }

    long viewsSince(Instant from) {
        return views.stream().filter(it -> !it.isBefore(from)).count();
    }
}
