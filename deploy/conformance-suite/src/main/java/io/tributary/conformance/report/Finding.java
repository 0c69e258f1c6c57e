package io.tributary.conformance.report;

import java.util.List;

/**
 * One thing that was looked at.
 *
 * @param wrong what does not hold; empty when it holds
 */
public record Finding(String what, List<String> wrong) {

    public Finding {
        wrong = List.copyOf(wrong);
    }

    public boolean held() {
        return wrong.isEmpty();
    }
}
