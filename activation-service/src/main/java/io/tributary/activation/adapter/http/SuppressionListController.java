package io.tributary.activation.adapter.http;

import io.tributary.activation.suppression.Suppression;
import io.tributary.activation.suppression.Suppressions;
import io.tributary.contracts.problem.ProblemType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.core.codec.StringDecoder;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The suppression list as a file. Both ways it is streamed; neither holds more than a page in memory. */
@RestController
@RequestMapping("/api/v1/suppressions")
class SuppressionListController {

    private static final int PAGE = 500;
    private static final int MAX_LINE = 8_192;
    private static final int MAX_ERRORS = 100;

    private final Callers callers;
    private final Suppressions suppressions;
    private final SuppressionRequests requests;
    private final Lift lift;

    SuppressionListController(Callers callers, Suppressions suppressions, SuppressionRequests requests, Lift lift) {
        this.callers = callers;
        this.suppressions = suppressions;
        this.requests = requests;
        this.lift = lift;
    }

    /** What became of an import: {@code lines = imported + unchanged + refused}. */
    record Imported(long lines, long imported, long unchanged, long refused, List<LineError> errors) {}

    /** A refused line, without its content. */
    record LineError(long line, String message) {}

    /**
     * CSV with a header line; columns {@code namespace,value} and any of {@code scope,scopeId,kind,effect,from,until,reason}.
     * One entry is one line: a quoted line break is not read.
     */
    @PostMapping(
            path = "/import",
            consumes = {"text/csv", "text/plain", "application/octet-stream"})
    Mono<Imported> imports(@AuthenticationPrincipal Jwt token, @RequestBody Flux<DataBuffer> body) {
        var caller = callers.admit(token).mayWrite();
        var decoder = StringDecoder.textPlainOnly(List.of("\n", "\r\n"), true);
        decoder.setMaxInMemorySize(MAX_LINE);
        var reading = new Reading(caller);
        return decoder.decode(body, ResolvableType.forClass(String.class), null, null)
                .buffer(PAGE)
                .concatMap(lines -> lift.call(() -> reading.take(lines)))
                .then(Mono.fromSupplier(reading::result));
    }

    /** One import while it is read; its lines come one page after the other. */
    private final class Reading {
        private final Caller caller;
        private final List<LineError> errors = new ArrayList<>();
        private List<String> header = List.of();
        private long position;
        private long lines;
        private long imported;
        private long refused;

        Reading(Caller caller) {
            this.caller = caller;
        }

        boolean take(List<String> page) {
            var read = new ArrayList<Suppression>();
            for (var line : page) {
                position++;
                if (header.isEmpty()) {
                    header = header(line);
                } else if (!line.isBlank()) {
                    lines++;
                    read(line, read);
                }
            }
            if (!read.isEmpty()) {
                imported += suppressions.record(read, caller.account());
            }
            return true;
        }

        private void read(String line, List<Suppression> read) {
            try {
                var cells = cells(line);
                var columns = new HashMap<String, String>();
                for (int i = 0; i < Math.min(header.size(), cells.size()); i++) {
                    columns.put(header.get(i), cells.get(i));
                }
                read.add(requests.read(caller, SuppressionRequests.Body.of(columns)));
            } catch (ProblemException e) {
                refuse(
                        e.violations().isEmpty()
                                ? "refused"
                                : text(e.violations().getFirst()));
            } catch (UncheckedIOException e) {
                refuse("not CSV");
            }
        }

        private String text(ProblemException.Violation violation) {
            return violation.pointer() + ": " + violation.message();
        }

        private void refuse(String message) {
            refused++;
            if (errors.size() < MAX_ERRORS) {
                errors.add(new LineError(position, message));
            }
        }

        Imported result() {
            return new Imported(lines, imported, lines - imported - refused, refused, List.copyOf(errors));
        }
    }

    private static List<String> header(String line) {
        var header = cells(line.startsWith("\uFEFF") ? line.substring(1) : line).stream()
                .map(it -> it.toLowerCase(Locale.ROOT).equals("scopeid") ? "scopeId" : it.toLowerCase(Locale.ROOT))
                .toList();
        if (!header.containsAll(List.of("namespace", "value"))) {
            throw new ProblemException(
                    ProblemType.INVALID_REQUEST, "The first line names the columns, namespace and value among them.");
        }
        return header;
    }

    private static List<String> cells(String line) {
        try (var parser = CSVParser.parse(line, CSVFormat.RFC4180)) {
            var records = parser.getRecords();
            return records.isEmpty() ? List.of() : records.getFirst().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @GetMapping(path = "/export", produces = "text/csv")
    Flux<String> export(@AuthenticationPrincipal Jwt token) {
        var caller = callers.admit(token).mayRead();
        return Flux.concat(
                Flux.just(SuppressionView.csvHeader()),
                page(caller, null)
                        .expand(page -> page.size() < PAGE
                                ? Mono.empty()
                                : page(caller, page.getLast().id()))
                        .concatMapIterable(page -> page)
                        .map(it -> SuppressionView.of(it).csvLine()));
    }

    private Mono<List<Suppression>> page(Caller caller, @Nullable String after) {
        return lift.call(() -> suppressions.list(caller.tenant(), after, PAGE));
    }
}
