package io.tributary.activation.privacy;

import io.tributary.activation.delivery.Pause;
import io.tributary.activation.suppression.SuppressionKind;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Does one stage of a request and leaves its receipt behind. Doing it twice changes nothing more. */
public final class AnswerRequest {

    private static final Duration TURN = Duration.ofMillis(250);
    private static final int TURNS = 40;

    /** What it works with. */
    public record Tools(
            SuppressPerson suppressPerson,
            PersonStore store,
            Erasures erasures,
            Receipts receipts,
            SentForms forms,
            Pause pause) {}

    /** Is told what became of stages. */
    public interface Listener {

        void answered(PersonRequest.Stage stage, boolean done);

        /** A collection was so large that rows were left out. */
        void leftOut(long rows);
    }

    private final Tools tools;
    private final Listener listener;

    public AnswerRequest(Tools tools, Listener listener) {
        this.tools = tools;
        this.listener = listener;
    }

    public void answer(PersonRequest request) {
        switch (request.stage()) {
            case GATE -> guard(request);
            case WITHDRAW -> withdraw(request);
            case DELETE -> delete(request);
            case PROVE -> prove(request);
            case COLLECT -> collect(request);
        }
    }

    /** A stage that this service cannot even read: whoever asks must not wait for it. */
    public void refuse(String tenant, String requestId, String stage, int attempt, String reason) {
        tools.receipts().put(List.of(Receipt.refusal(tenant, requestId, stage, attempt, "unreadable: " + reason)));
    }

    /** The stage cannot be done now: it is asked for again. */
    public void fail(PersonRequest request, String detail) {
        receipt(request, Receipt.FAILED, detail, 0);
    }

    private void guard(PersonRequest request) {
        switch (request.kind()) {
            case ERASE -> done(request, "suppressed", tools.suppressPerson().erase(request));
            case SUPPRESS -> done(request, "suppressed", tools.suppressPerson().suppress(request));
            case LIFT_ERASE -> done(request, "lifted", tools.suppressPerson().lift(request, SuppressionKind.ERASURE));
            case LIFT_SUPPRESS -> done(request, "lifted", tools.suppressPerson().lift(request, SuppressionKind.MANUAL));
            case RESTRICT -> await(request, true);
            case LIFT_RESTRICT -> await(request, false);
            case ACCESS -> done(request, "", 0);
        }
    }

    /** The word comes with the contact, on another topic. */
    private void await(PersonRequest request, boolean restricted) {
        for (int turn = 0; turn < TURNS; turn++) {
            if (tools.store().isRestricted(request.subject(), restricted)) {
                done(request, restricted ? "restricted" : "free again", 0);
                return;
            }
            if (!tools.pause().forAbout(TURN)) {
                break;
            }
        }
        fail(request, "the contact has not come yet");
    }

    private void withdraw(PersonRequest request) {
        if (request.kind() == PersonRequest.Kind.ERASE) {
            tools.erasures().ask(request, sent(request));
            listener.answered(request.stage(), true);
        } else {
            done(request, "", 0);
        }
    }

    private void delete(PersonRequest request) {
        if (request.kind() != PersonRequest.Kind.ERASE) {
            done(request, "", 0);
            return;
        }
        var sent = sent(request);
        long unfinished = tools.erasures().unfinished(request, sent);
        if (unfinished > 0) {
            // Without the ledger nobody would know what a destination still has.
            fail(request, "the withdrawal is not done: " + unfinished);
        } else {
            done(request, tools.store().delete(request.subject(), sent));
        }
    }

    private void prove(PersonRequest request) {
        var sent = sent(request);
        var found = new LinkedHashMap<>(tools.store().count(request.subject(), sent));
        found.put("erasure", tools.erasures().unfinished(request, sent));
        done(request, found);
    }

    private void collect(PersonRequest request) {
        var collection = new CollectPerson(tools.receipts(), request.receipt(Receipt.DONE, "", 0));
        tools.store().read(request.subject(), sent(request), collection::line);
        collection.end();
        if (collection.leftOut() > 0) {
            listener.leftOut(collection.leftOut());
        }
        listener.answered(request.stage(), true);
    }

    private Set<String> sent(PersonRequest request) {
        return tools.forms().digests(request.subject());
    }

    private void done(PersonRequest request, Map<String, Long> counts) {
        var words = counts.entrySet().stream()
                .filter(it -> it.getValue() > 0)
                .map(it -> it.getKey() + " " + it.getValue())
                .sorted()
                .collect(Collectors.joining(", "));
        done(request, words, counts.values().stream().mapToLong(Long::longValue).sum());
    }

    private void done(PersonRequest request, String detail, long count) {
        receipt(request, Receipt.DONE, detail, count);
    }

    private void receipt(PersonRequest request, String state, String detail, long count) {
        tools.receipts().put(List.of(request.receipt(state, detail, count)));
        listener.answered(request.stage(), state.equals(Receipt.DONE));
    }
}
