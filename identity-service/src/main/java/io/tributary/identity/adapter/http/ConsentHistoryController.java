package io.tributary.identity.adapter.http;

import io.tributary.contracts.problem.ProblemType;
import io.tributary.identity.consent.ConsentHistory;
import io.tributary.identity.consent.ConsentRecord;
import io.tributary.identity.graph.Graphs;
import io.tributary.identity.preference.OpenPage;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What a person allowed at which time, and the link to the page where they change it. */
@RestController
@RequestMapping("/api/v1/profiles/{profileId}/consents")
public final class ConsentHistoryController {

    private static final int MAX_LIMIT = 500;

    private final Door door;
    private final Graphs graphs;
    private final ConsentHistory history;
    private final OpenPage pages;

    public ConsentHistoryController(Door door, Graphs graphs, ConsentHistory history, OpenPage pages) {
        this.door = door;
        this.graphs = graphs;
        this.history = history;
        this.pages = pages;
    }

    /**
     * One entry.
     *
     * @param profileId whose answer it was; another id than the one asked for when that one was merged into it
     * @param state {@code granted}, {@code denied}, or {@code withdrawn} when a split gave it back to another profile
     * @param saidAt when the person said so
     * @param since when it began to hold for this profile
     * @param cause {@code said}, {@code merge} or {@code split}
     */
    record RecordAnswer(
            UUID profileId,
            String purpose,
            String state,
            Instant saidAt,
            String source,
            Instant since,
            String cause,
            long graphNumber) {

        static RecordAnswer of(ConsentRecord record) {
            var state = record.state();
            return new RecordAnswer(
                    record.profile(),
                    record.purpose(),
                    state == null ? "withdrawn" : state.name().toLowerCase(Locale.ROOT),
                    Instant.ofEpochMilli(record.saidAt()),
                    record.source(),
                    Instant.ofEpochMilli(record.writtenAt()),
                    record.cause().name().toLowerCase(Locale.ROOT),
                    record.number());
        }
    }

    /** A page, newest first. */
    record RecordPage(List<RecordAnswer> items, @Nullable String nextCursor) {}

    /** A link that opens the person's page until that day. */
    record LinkAnswer(String path, Instant expiresAt) {}

    @GetMapping("/history")
    Mono<RecordPage> history(
            @AuthenticationPrincipal Jwt token,
            @PathVariable String profileId,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var caller = door.caller(token).mayRead();
        var id = Door.profileId(profileId);
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new ProblemException(
                    ProblemType.INVALID_REQUEST,
                    "The request breaks a rule: see violations.",
                    List.of(new ProblemException.Violation(
                            "/limit", "range", "Ask for 1 to " + MAX_LIMIT + " items.")));
        }
        long before = before(cursor);
        return door.blocking(() -> page(
                history.page(
                        caller.tenant(),
                        graphs.person(caller.tenant(), id)
                                .orElseThrow(Door::notFound)
                                .profile()
                                .id(),
                        before,
                        limit + 1),
                limit));
    }

    private static RecordPage page(List<ConsentRecord> found, int limit) {
        boolean more = found.size() > limit;
        var items = more ? found.subList(0, limit) : found;
        return new RecordPage(
                items.stream().map(RecordAnswer::of).toList(),
                more ? Long.toString(items.getLast().id(), Character.MAX_RADIX) : null);
    }

    private static long before(@Nullable String cursor) {
        try {
            return cursor == null ? Long.MAX_VALUE : Long.parseLong(cursor, Character.MAX_RADIX);
        } catch (NumberFormatException _) {
            throw new ProblemException(
                    ProblemType.INVALID_CURSOR, "Send the nextCursor of the page before, unchanged.");
        }
    }

    /** Whoever has the link can answer for the person, so it belongs into a message to them and nowhere else. */
    @PostMapping("/link")
    Mono<LinkAnswer> link(@AuthenticationPrincipal Jwt token, @PathVariable String profileId) {
        var caller = door.caller(token).mayWrite();
        var id = Door.profileId(profileId);
        return door.blocking(() -> pages.issue(caller.tenant(), id)
                .map(it -> new LinkAnswer("/p/" + it.token(), it.link().expiresAt()))
                .orElseThrow(Door::notFound));
    }
}
