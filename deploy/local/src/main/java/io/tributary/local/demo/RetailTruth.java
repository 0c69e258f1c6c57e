package io.tributary.local.demo;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Counts the file's customers by plain loops over its invoices; shares nothing with the rule engine. */
final class RetailTruth {

    private static final BigDecimal SPENDER = BigDecimal.valueOf(1_000);

    private final Map<String, List<RetailInvoice>> ordersByCustomer;
    private final LocalDate today;

    private RetailTruth(Collection<RetailInvoice> invoices, LocalDate today) {
        this.ordersByCustomer = invoices.stream()
                .filter(it -> !it.cancelled())
                .collect(Collectors.groupingBy(RetailInvoice::customerId));
        this.today = today;
    }

    static Demo.Truth of(
            Collection<RetailInvoice> invoices,
            Collection<RetailCustomer> customers,
            Predicate<RetailCustomer> mayMail,
            Predicate<RetailCustomer> mayAdvertise,
            Instant now) {
        var truth = new RetailTruth(invoices, now.atOffset(ZoneOffset.UTC).toLocalDate());
        var members = truth.members();
        var sizes = new HashMap<String, Integer>();
        members.forEach((key, ids) -> sizes.put(key, ids.size()));
        return new Demo.Truth(
                customers.size(),
                0,
                0,
                sizes,
                Map.of(
                        "lapsed-mail", count(customers, members, "lapsed-90d", mayMail),
                        "spenders-ads", count(customers, members, "spent-1000-90d", mayAdvertise),
                        "buyers-exclusion", count(customers, members, "buyers-30d", mayAdvertise),
                        "new-hook", count(customers, members, "new-30d", mayAdvertise)));
    }

    private Map<String, Set<String>> members() {
        return Map.of(
                "buyers-30d", having(it -> since(it, 30).size() >= 1),
                "repeat-30d", having(it -> since(it, 30).size() >= 2),
                "repeat-90d", having(it -> since(it, 90).size() >= 2),
                "spent-1000-90d", having(it -> value(since(it, 90)).compareTo(SPENDER) >= 0),
                "lapsed-90d", having(it -> since(it, 90).isEmpty()),
                "new-30d", having(it -> since(it, 30).size() == it.size()));
    }

    private Set<String> having(Predicate<List<RetailInvoice>> holds) {
        var ids = new HashSet<String>();
        ordersByCustomer.forEach((id, orders) -> {
            if (holds.test(orders)) {
                ids.add(id);
            }
        });
        return ids;
    }

    private List<RetailInvoice> since(List<RetailInvoice> orders, int days) {
        var from = today.minusDays(days - 1L).atStartOfDay(ZoneOffset.UTC).toInstant();
        var recent = new ArrayList<>(orders);
        recent.removeIf(it -> it.at().isBefore(from));
        return recent;
    }

    private static BigDecimal value(List<RetailInvoice> orders) {
        return orders.stream().map(RetailInvoice::value).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static int count(
            Collection<RetailCustomer> customers,
            Map<String, Set<String>> members,
            String segment,
            Predicate<RetailCustomer> allowed) {
        var ids = members.getOrDefault(segment, Set.of());
        return (int) customers.stream()
                .filter(it -> ids.contains(it.id()))
                .filter(allowed)
                .count();
    }
}
