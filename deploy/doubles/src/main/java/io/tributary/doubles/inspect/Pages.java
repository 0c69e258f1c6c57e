package io.tributary.doubles.inspect;

import io.tributary.doubles.inspect.Html.Cell;
import io.tributary.doubles.platform.Platform;
import io.tributary.doubles.platform.Reply;
import io.tributary.doubles.platform.Routes;
import io.tributary.doubles.request.RecordedRequest;
import io.tributary.doubles.request.RequestFilter;
import io.tributary.doubles.webhook.WebhookCall;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The pages that a person opens: what each platform holds, and what was sent to it last. */
final class Pages {

    private static final int REQUESTS_SHOWN = 30;
    private static final int CALLS_SHOWN = 100;
    private static final int BODY_SHOWN = 240;

    private final Desk desk;

    Pages(Desk desk) {
        this.desk = desk;
    }

    void addTo(Routes routes) {
        routes.on("GET", "/", (_, _) -> overview())
                .on("GET", "/sendgrid", (_, _) -> platform("SendGrid lists", desk.sendgrid()))
                .on("GET", "/meta", (_, _) -> platform("Meta custom audiences", desk.meta()))
                .on("GET", "/webhooks", (_, _) -> webhooks());
    }

    private Reply overview() {
        var html = new Html("What the platforms received");
        html.paragraph("These are stand-ins for the platforms that audiences are pushed to. They refuse what the"
                + " originals refuse and keep who is a member.");
        var rows = new ArrayList<List<Cell>>();
        for (var platform : desk.platforms()) {
            rows.addAll(holdings(platform));
        }
        html.table("Lists, audiences and endpoints", List.of("platform", "name", "id", "members"), rows);
        html.heading("Last requests");
        requests(html, RequestFilter.ALL);
        return page(html);
    }

    private Reply platform(String title, Platform platform) {
        var html = new Html(title);
        html.table("With the number of members", List.of("platform", "name", "id", "members"), holdings(platform));
        html.heading("Last requests");
        requests(html, new RequestFilter(Optional.of(platform.name()), Optional.empty(), Optional.empty()));
        return page(html);
    }

    private Reply webhooks() {
        var html = new Html("Webhook calls");
        html.table(
                "Endpoints with the number of members",
                List.of("platform", "name", "id", "members"),
                holdings(desk.webhooks()));
        html.heading("Last calls");
        var rows = desk.webhooks().newest(Optional.empty(), CALLS_SHOWN).stream()
                .map(Pages::row)
                .toList();
        html.table(
                "Newest first",
                List.of(
                        "at",
                        "endpoint",
                        "webhook id",
                        "signature",
                        "verdict",
                        "audience",
                        "added",
                        "removed",
                        "bytes"),
                rows);
        return page(html);
    }

    private static List<List<Cell>> holdings(Platform platform) {
        return platform.holdings().stream()
                .map(holding -> List.of(
                        Cell.of(platform.name()), Cell.of(holding.name()), Cell.of(holding.id()), (Cell) new Cell.Link(
                                "/_double/members/" + platform.name() + "/" + encoded(holding.id()),
                                Integer.toString(holding.members()))))
                .toList();
    }

    private void requests(Html html, RequestFilter filter) {
        var kept = desk.requests().kept();
        var rows = desk.requests().newest(filter, REQUESTS_SHOWN, BODY_SHOWN).stream()
                .map(Pages::row)
                .toList();
        html.table(
                "Newest first; " + kept.requests() + " kept, " + kept.dropped() + " older ones dropped",
                List.of("no.", "at", "platform", "request", "answer", "body"),
                rows);
    }

    private static List<Cell> row(RecordedRequest request) {
        var answer = request.status() == 0 ? "none" : Integer.toString(request.status());
        var fault = Objects.requireNonNullElse(request.fault(), "");
        return List.of(
                new Cell.Link("/_double/requests/" + request.seq(), Long.toString(request.seq())),
                Cell.of(request.at()),
                Cell.of(request.platform()),
                Cell.of(request.method() + " " + request.target()),
                Cell.of(fault.isEmpty() ? answer : answer + " (" + fault + ")"),
                Cell.of(request.body()));
    }

    private static List<Cell> row(WebhookCall call) {
        return List.of(
                Cell.of(call.at()),
                Cell.of(call.endpoint()),
                Cell.of(call.webhookId()),
                Cell.of(call.verdict().signatureIsRight() ? "valid" : "not valid"),
                Cell.of(call.verdict().wireName()),
                Cell.of(call.audienceId()),
                Cell.of(call.adds()),
                Cell.of(call.removes()),
                Cell.of(call.sizeInBytes()));
    }

    private static Reply page(Html html) {
        return Reply.html(html.end())
                .with("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
                .with("Cache-Control", "no-store");
    }

    private static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8);
    }
}
