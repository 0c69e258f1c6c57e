package io.tributary.conformance.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of one library.
 *
 * @param published the package with its version
 * @param skipped why it did not run; null when it ran
 */
public record LibraryReport(
        String library,
        String published,
        List<String> calls,
        @Nullable String skipped,
        List<Finding> findings) {

    public LibraryReport {
        calls = List.copyOf(calls);
        findings = List.copyOf(findings);
    }

    /** A library that did not run holds nothing and breaks nothing. */
    public boolean held() {
        return findings.stream().allMatch(Finding::held);
    }
}
