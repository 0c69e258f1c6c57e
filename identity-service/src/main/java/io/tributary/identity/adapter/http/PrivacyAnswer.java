package io.tributary.identity.adapter.http;

import io.tributary.identity.privacy.Answer;
import io.tributary.identity.privacy.PrivacyRequest;
import io.tributary.identity.privacy.RequestKind;
import io.tributary.identity.privacy.RequestState;
import io.tributary.identity.privacy.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request as who asked sees it; no value of the person is in it.
 *
 * @param lifts what a lift takes back
 * @param state {@code running}, {@code done}, or {@code done-by} while something in transit has yet to expire
 * @param stage the one at hand, or the last
 * @param deadline by when it is to be answered
 * @param doneBy when what is in transit has expired
 * @param systems what each system answered to each stage
 * @param found rows that the proof found; null before it
 * @param attempts how often the stage was asked for
 * @param waitsFor the systems without which the stage is not over
 */
record PrivacyAnswer(
        UUID id,
        String kind,
        @Nullable String lifts,
        String state,
        String stage,
        SubjectAnswer subject,
        Instant requestedAt,
        String requestedBy,
        Instant deadline,
        @Nullable Instant doneBy,
        @Nullable Instant finishedAt,
        List<SystemAnswer> systems,
        @Nullable Long found,
        int attempts,
        List<String> waitsFor) {

    /** Whom it is about, as far as a profile is known. */
    record SubjectAnswer(@Nullable UUID profileId) {}

    /**
     * What one system answered.
     *
     * @param state {@code done}, {@code done-by}, {@code pending} or {@code failed}
     * @param count rows deleted, found or collected
     */
    record SystemAnswer(
            String system,
            String stage,
            String state,
            @Nullable Instant doneBy,
            long count,
            String detail,
            int attempt,
            Instant at) {

        static SystemAnswer from(Answer answer) {
            return new SystemAnswer(
                    answer.system(),
                    answer.stage().label(),
                    answer.state().label(),
                    instant(answer.doneBy()),
                    answer.count(),
                    answer.detail(),
                    answer.attempt(),
                    Instant.ofEpochMilli(answer.at()));
        }
    }

    /** A page of the list. */
    record Page(List<PrivacyAnswer> items, @Nullable String nextCursor) {}

    static PrivacyAnswer from(PrivacyRequest request, Duration deadline, long now) {
        var saga = request.saga();
        var asked = Instant.ofEpochMilli(request.requestedAt());
        return new PrivacyAnswer(
                request.id(),
                request.kind().label(),
                label(request.lifted()),
                RequestState.of(request, now).label(),
                saga.stage().label(),
                new SubjectAnswer(request.profile()),
                asked,
                request.requestedBy(),
                asked.plus(deadline),
                instant(saga.doneBy().orElse(null)),
                instant(request.finishedAt()),
                saga.inOrder().stream().map(SystemAnswer::from).toList(),
                saga.inOrder().stream().anyMatch(it -> it.stage() == Stage.PROVE) ? saga.found() : null,
                saga.attempt(),
                saga.waitsFor());
    }

    private static @Nullable String label(@Nullable RequestKind kind) {
        return kind == null ? null : kind.label();
    }

    private static @Nullable Instant instant(@Nullable Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }
}
