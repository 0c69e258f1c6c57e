package io.tributary.ingestion.adapter.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tributary.ingestion.intake.IntakeVerdict;
import io.tributary.ingestion.intake.Refusal;
import java.util.ArrayList;
import java.util.List;

/**
 * The collector's answer to a request that was taken.
 *
 * @param success true unless a strict client's calls were all refused: clients parse it and must not send again
 * @param accepted how many calls were taken in, suppressed ones included: another number would tell who is suppressed
 * @param messageIds the ids that calls without one were given
 */
record CollectorReply(
        boolean success,
        int accepted,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Rejected> rejected,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Given> messageIds) {

    /** A refused call: its place in the batch and why. */
    record Rejected(int index, String messageId, String code, String detail) {

        static Rejected of(int index, String messageId, Refusal refusal) {
            return new Rejected(index, messageId, refusal.kind().replace('-', '_'), refusal.failure());
        }
    }

    /** The id that the call at that place was given. */
    record Given(int index, String messageId) {}

    static CollectorReply of(List<IntakeVerdict> verdicts) {
        var rejected = new ArrayList<Rejected>();
        var given = new ArrayList<Given>();
        for (int index = 0; index < verdicts.size(); index++) {
            switch (verdicts.get(index)) {
                case IntakeVerdict.Accepted accepted -> {
                    if (accepted.idWasGiven()) {
                        given.add(new Given(index, accepted.messageId()));
                    }
                }
                case IntakeVerdict.Suppressed suppressed -> {
                    var refusal = suppressed.refusal();
                    if (refusal != null) {
                        rejected.add(Rejected.of(index, suppressed.messageId(), refusal));
                    } else if (suppressed.idWasGiven()) {
                        given.add(new Given(index, suppressed.messageId()));
                    }
                }
                case IntakeVerdict.Refused refused ->
                    rejected.add(Rejected.of(index, refused.messageId(), refused.refusal()));
            }
        }
        return new CollectorReply(true, verdicts.size() - rejected.size(), rejected, given);
    }

    boolean isWhollyRejected() {
        return accepted == 0 && !rejected.isEmpty();
    }

    CollectorReply withoutSuccess() {
        return new CollectorReply(false, accepted, rejected, messageIds);
    }
}
