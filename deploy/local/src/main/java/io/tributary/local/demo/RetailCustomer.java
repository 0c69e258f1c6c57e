package io.tributary.local.demo;

import java.time.Instant;

/**
 * A customer of the file. The file holds no addresses, so one is made of the number, at a domain that nobody can own.
 *
 * @param since the earliest row that names the customer
 */
record RetailCustomer(String id, String country, Instant since) {

    int number() {
        return Integer.parseInt(id);
    }

    String email() {
        return "customer" + id + "@retail.example";
    }

    RetailCustomer with(RetailCustomer row) {
        return new RetailCustomer(id, row.country, since.isBefore(row.since) ? since : row.since);
    }

    Call identify(boolean allowsMail) {
        return new Calls("retail")
                .identify(
                        "retail-customer-" + id,
                        since,
                        new Calls.Person(id, null),
                        Calls.object()
                                .put("email", email())
                                .put("country", country)
                                .put("createdAt", since.toString()),
                        Calls.consent(allowsMail, true));
    }
}
