package io.tributary.doubles.meta;

import io.tributary.doubles.journal.Journal;
import io.tributary.doubles.platform.Json;
import io.tributary.doubles.platform.Reply;
import io.tributary.doubles.platform.Request;
import io.tributary.doubles.platform.Routes;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/** Audiences themselves: create, list, read, rename, delete, and the terms that an account has accepted. */
final class AudienceRoutes {

    private static final int MOST_AUDIENCES = 500;
    private static final int SMALLEST_DELIVERABLE = 100;
    private static final Set<String> FILE_SOURCES =
            Set.of("USER_PROVIDED_ONLY", "PARTNER_PROVIDED_ONLY", "BOTH_USER_AND_PARTNER_PROVIDED");

    private final Audiences audiences;
    private final Journal<Change> journal;

    AudienceRoutes(Audiences audiences, Journal<Change> journal) {
        this.audiences = audiences;
        this.journal = journal;
    }

    void addTo(Routes routes) {
        routes.on("POST", "/{account}/customaudiences", this::create)
                .on("GET", "/{account}/customaudiences", this::list)
                .on("GET", "/{account}/customaudiencestos", (_, _) -> terms())
                .on("POST", "/{account}/customaudiencestos", (_, _) -> success())
                .on("GET", "/{id}", (_, path) -> with(path, audience -> Reply.json(200, wire(audience))))
                .on("POST", "/{id}", (request, path) -> with(path, audience -> update(request, audience)))
                .on("DELETE", "/{id}", (_, path) -> with(path, this::delete));
    }

    private Reply create(Request request, Routes.Variables path) {
        var account = path.get("account");
        if (!account.startsWith("act_")) {
            return Refusal.UNKNOWN_OBJECT.reply();
        }
        var parameters = Parameters.of(request).orElseThrow();
        var name = parameters.text("name");
        var source = parameters.text("customer_file_source").filter(FILE_SOURCES::contains);
        if (name.isEmpty()) {
            return Refusal.BAD_PARAMETER.reply("name is required.");
        }
        if (parameters.text("subtype").filter("CUSTOM"::equals).isEmpty()) {
            return Refusal.BAD_PARAMETER.reply("subtype must be CUSTOM for an audience of uploaded people.");
        }
        if (source.isEmpty()) {
            return Refusal.BAD_PARAMETER.reply("customer_file_source is required.");
        }
        if (audiences.ofAccount(account).size() >= MOST_AUDIENCES) {
            return Refusal.BAD_PARAMETER.reply("This account has 500 audiences already.");
        }
        var id = audiences.nextId();
        journal.commit(new Change.AudienceCreated(
                id, account, name.get(), parameters.text("description").orElse(""), source.get()));
        return Reply.json(200, Json.object().put("id", id));
    }

    private Reply list(Request request, Routes.Variables path) {
        var body = Json.object();
        var found = body.putArray("data");
        audiences.ofAccount(path.get("account")).forEach(audience -> found.add(wire(audience)));
        return Reply.json(200, body);
    }

    private Reply update(Request request, Audience audience) {
        var parameters = Parameters.of(request).orElseThrow();
        var before = audience.description();
        journal.commit(new Change.AudienceCreated(
                before.id(),
                before.account(),
                parameters.text("name").orElse(before.name()),
                parameters.text("description").orElse(before.description()),
                before.fileSource()));
        return success();
    }

    private Reply delete(Audience audience) {
        journal.commit(new Change.AudienceDeleted(audience.description().id()));
        return success();
    }

    private Reply with(Routes.Variables path, Function<Audience, Reply> found) {
        return audiences.find(path.get("id")).map(found).orElseGet(Refusal.UNKNOWN_OBJECT::reply);
    }

    /** Sizes are rounded to thousands, because the original never tells them exactly. */
    private static ObjectNode wire(Audience audience) {
        var description = audience.description();
        var thousands = audience.size() / 1000 * 1000;
        var wire = Json.object()
                .put("id", description.id())
                .put("account_id", description.account().replaceFirst("^act_", ""))
                .put("name", description.name())
                .put("description", description.description())
                .put("subtype", "CUSTOM")
                .put("customer_file_source", description.fileSource())
                .put("approximate_count_lower_bound", thousands)
                .put("approximate_count_upper_bound", thousands + 1000);
        wire.putObject("operation_status").put("code", 200).put("description", "Normal");
        wire.putObject("delivery_status").put("code", audience.size() < SMALLEST_DELIVERABLE ? 300 : 200);
        return wire;
    }

    private static Reply terms() {
        var body = Json.object();
        body.putArray("data").addObject().put("id", "1").put("type", "ADVERTISER");
        return Reply.json(200, body);
    }

    private static Reply success() {
        return Reply.json(200, Json.object().put("success", true));
    }
}
