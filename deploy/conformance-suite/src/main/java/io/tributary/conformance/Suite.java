package io.tributary.conformance;

import io.tributary.conformance.check.ApiCheck;
import io.tributary.conformance.check.ReplyCheck;
import io.tributary.conformance.client.Client;
import io.tributary.conformance.report.Finding;
import io.tributary.conformance.report.LibraryReport;
import io.tributary.conformance.report.Report;
import io.tributary.conformance.script.Script;
import io.tributary.conformance.wire.Exchange;
import io.tributary.conformance.wire.Passage;
import io.tributary.conformance.wire.RecordingProxy;
import io.tributary.conformance.wire.SentCall;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs libraries against an endpoint, one after the other, each through a recording proxy of its own.
 *
 * @param api what looks at stored events and profiles; null when nobody gave a token
 * @param progress is told which library is at work
 */
public record Suite(URI endpoint, String writeKey, @Nullable ApiCheck api, Clock clock, Consumer<String> progress) {

    public Report run(List<Client> clients) {
        var run = Script.newRun();
        var reports = new ArrayList<LibraryReport>();
        for (var client : clients) {
            progress.accept(client.name() + " (" + client.published() + ")");
            reports.add(run(client, run));
        }
        return new Report(endpoint.toString(), run, reports);
    }

    private LibraryReport run(Client client, String run) {
        var missing = client.missing();
        if (missing != null) {
            return new LibraryReport(client.name(), client.published(), client.calls(), missing, List.of());
        }
        var script = Script.of(client.name(), run, clock.instant()).only(client.calls());
        try (var proxy = new RecordingProxy(endpoint, Passage.OPEN)) {
            var faults = client.send(proxy.address(), writeKey, script);
            var findings = new ArrayList<Finding>();
            findings.add(new Finding("the library reports no fault", faults));
            findings.addAll(replies(client, proxy.exchanges()));
            if (api != null) {
                findings.addAll(stored(api, script, sent(proxy.exchanges())));
            }
            return new LibraryReport(client.name(), client.published(), client.calls(), null, findings);
        }
    }

    /** Every call that is on the wire, each once. */
    public static List<SentCall> sent(List<Exchange> exchanges) {
        var seen = new HashSet<String>();
        return exchanges.stream()
                .flatMap(it -> SentCall.of(it).stream())
                .filter(it -> seen.add(it.messageId()))
                .toList();
    }

    private static List<Finding> replies(Client client, List<Exchange> exchanges) {
        var sent = sent(exchanges);
        var types = sent.stream().map(SentCall::type).sorted().toList();
        var expected = client.calls().stream().sorted().toList();
        var paths = exchanges.stream()
                .filter(it -> !SentCall.of(it).isEmpty())
                .map(Exchange::path)
                .distinct()
                .sorted()
                .toList();
        return List.of(
                new Finding(
                        expected.size() + " calls sent to " + String.join(" ", paths),
                        types.equals(expected) ? List.of() : List.of("expected " + expected + ", sent " + types)),
                new Finding(
                        exchanges.size() + " requests answered as the protocol says",
                        exchanges.stream()
                                .flatMap(it -> ReplyCheck.faults(it).stream())
                                .toList()));
    }

    private static List<Finding> stored(ApiCheck api, Script script, List<SentCall> sent) {
        var findings = new ArrayList<Finding>();
        for (var call : sent) {
            findings.add(new Finding(call.type() + " is applied and stored as sent", api.event(script, call)));
        }
        findings.add(new Finding("the profile has the identifiers and traits", api.profile(script, sent)));
        return findings;
    }
}
