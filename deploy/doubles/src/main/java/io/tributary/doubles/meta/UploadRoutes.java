package io.tributary.doubles.meta;

import io.tributary.doubles.journal.Journal;
import io.tributary.doubles.platform.BodySchema;
import io.tributary.doubles.platform.Json;
import io.tributary.doubles.platform.Reply;
import io.tributary.doubles.platform.Request;
import io.tributary.doubles.platform.Routes;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Rows: add, remove, replace in a session, remove everywhere, and how a session went. */
final class UploadRoutes {

    private static final BodySchema SCHEMA = BodySchema.load("meta-users");

    private final Audiences audiences;
    private final Journal<Change> journal;
    private final InstantSource clock;

    UploadRoutes(Audiences audiences, Journal<Change> journal, InstantSource clock) {
        this.audiences = audiences;
        this.journal = journal;
        this.clock = clock;
    }

    void addTo(Routes routes) {
        routes.on("POST", "/{audience}/users", (request, path) -> send(request, path, Operation.ADD))
                .on("DELETE", "/{audience}/users", (request, path) -> send(request, path, Operation.REMOVE))
                .on("POST", "/{audience}/usersreplace", (request, path) -> send(request, path, Operation.REPLACE))
                .on("GET", "/{audience}/sessions", this::sessions)
                .on("DELETE", "/{account}/usersofanyaudience", this::erase);
    }

    private Reply send(Request request, Routes.Variables path, Operation operation) {
        var audience = audiences.find(path.get("audience"));
        if (audience.isEmpty()) {
            return Refusal.UNKNOWN_OBJECT.reply();
        }
        return judged(request, (body, upload) -> {
            var session = body.path("session");
            if (session.isMissingNode()) {
                return operation == Operation.REPLACE
                        ? Refusal.MISSING_PARAMETER.reply("session is required to replace an audience.")
                        : sendWithoutSession(audience.get(), operation, upload);
            }
            return sendInSession(proposed(audience.get(), operation, session, upload), upload);
        });
    }

    private Reply sendWithoutSession(Audience audience, Operation operation, Upload upload) {
        var id = audience.description().id();
        if (audiences.sessions().isBeingReplaced(id, null, clock.instant())) {
            return Refusal.UPDATE_IN_PROGRESS.reply();
        }
        journal.commit(new Change.RowsSent(id, operation, upload.rows(), null));
        return received(id, "0", upload);
    }

    private Session proposed(Audience audience, Operation operation, JsonNode session, Upload upload) {
        var description = audience.description();
        return new Session(
                description.account() + ":" + session.path("session_id").asLong(),
                description.id(),
                operation,
                upload.schema(),
                new Session.Batch(
                        session.path("batch_seq").asLong(),
                        session.path("last_batch_flag").asBoolean(),
                        upload.fingerprint()),
                clock.instant(),
                new Session.Totals(upload.received(), upload.invalid()));
    }

    private Reply sendInSession(Session proposed, Upload upload) {
        var id = proposed.audienceId();
        if (audiences.sessions().isBeingReplaced(id, proposed.key(), clock.instant())) {
            return Refusal.UPDATE_IN_PROGRESS.reply();
        }
        return switch (audiences.sessions().judge(proposed, clock.instant())) {
            case Sessions.Step.Refused refused -> refused.refusal().reply();
            case Sessions.Step.Repeat _ -> received(id, number(proposed), upload);
            case Sessions.Step.Next next -> {
                journal.commit(new Change.RowsSent(id, proposed.operation(), upload.rows(), next.session()));
                yield received(id, number(proposed), upload);
            }
        };
    }

    private Reply erase(Request request, Routes.Variables path) {
        var account = path.get("account");
        if (!account.startsWith("act_")) {
            return Refusal.UNKNOWN_OBJECT.reply();
        }
        return judged(request, (_, upload) -> {
            journal.commit(new Change.RowsErased(account, upload.rows()));
            return received(null, "0", upload);
        });
    }

    private Reply sessions(Request request, Routes.Variables path) {
        var audience = audiences.find(path.get("audience"));
        if (audience.isEmpty()) {
            return Refusal.UNKNOWN_OBJECT.reply();
        }
        var body = Json.object();
        var found = body.putArray("data");
        var key = audience.get().description().account() + ":"
                + request.query("session_id").orElse("");
        audiences.sessions().find(key).ifPresent(session -> found.add(wire(session)));
        return Reply.json(200, body);
    }

    /** Schema first, then the rules of rows. */
    private static Reply judged(Request request, Judged judged) {
        var body = Parameters.of(request).orElseThrow().upload();
        var faults = SCHEMA.faults(Json.write(body));
        if (!faults.isEmpty()) {
            var first = faults.getFirst();
            return Refusal.BAD_PARAMETER.reply(first.pointer() + ": " + first.message());
        }
        return Upload.read(body.path("payload"))
                .map(upload -> judged.answer(body, upload))
                .orElseGet(() -> Refusal.BAD_PARAMETER.reply("A row has more or fewer cells than the schema."));
    }

    private static Reply received(@Nullable String audienceId, String sessionId, Upload upload) {
        var body = Json.object();
        if (audienceId != null) {
            body.put("audience_id", audienceId);
        }
        body.put("session_id", sessionId)
                .put("num_received", upload.received())
                .put("num_invalid_entries", upload.invalid());
        var samples = body.putArray("invalid_entry_samples");
        upload.samples().forEach(samples::add);
        return Reply.json(200, body);
    }

    /** The original gives every figure of a session as text. */
    private static ObjectNode wire(Session session) {
        var totals = session.totals();
        return Json.object()
                .put("session_id", number(session))
                .put("num_received", Long.toString(totals.received()))
                .put("num_matched", Long.toString(totals.received() - totals.invalid()))
                .put("num_invalid_entries", Long.toString(totals.invalid()))
                .put("progress", session.isFinished() ? "100" : "50")
                .put("stage", session.isFinished() ? "finished" : "receiving")
                .put("start_time", Long.toString(session.startedAt().getEpochSecond()));
    }

    private static String number(Session session) {
        return session.key().substring(session.key().indexOf(':') + 1);
    }

    /** What to do with a body that kept every rule. */
    @FunctionalInterface
    private interface Judged {
        Reply answer(ObjectNode body, Upload upload);
    }
}
