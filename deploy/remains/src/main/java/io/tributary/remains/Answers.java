package io.tributary.remains;

import java.net.URI;

/** Searches what an address answers: what a platform holds, as it says itself. */
final class Answers {

    private static final String STORE = "answers";

    private final URI address;
    private final Report report;

    Answers(URI address, Report report) {
        this.address = address;
        this.report = report;
    }

    void search() {
        var pass = report.pass();
        pass.feed(new Http(address).get(""));
        report.close(STORE, address.getPath(), pass);
    }
}
