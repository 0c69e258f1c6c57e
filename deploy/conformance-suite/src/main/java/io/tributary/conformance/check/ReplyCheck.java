package io.tributary.conformance.check;

import io.tributary.conformance.wire.Exchange;
import io.tributary.conformance.wire.SentCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What every reply must be: the JSON that clients parse, nothing refused, and leave for a page to send what it must. */
public final class ReplyCheck {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ReplyCheck() {}

    /** What is wrong with the reply; empty when nothing is. */
    public static List<String> faults(Exchange exchange) {
        var faults = new ArrayList<String>();
        if (exchange.method().equals("OPTIONS")) {
            preflight(exchange, faults);
        } else if (!SentCall.of(exchange).isEmpty()) {
            taken(exchange, faults);
        } else if (exchange.status() < 200 || exchange.status() > 299) {
            faults.add(exchange.path() + " was answered with " + exchange.status());
        }
        return faults.stream().map(it -> exchange.method() + " " + it).toList();
    }

    private static void taken(Exchange exchange, List<String> faults) {
        var reply = exchange.reply();
        if (reply == null || exchange.status() != 200) {
            faults.add(exchange.path() + " was answered with " + exchange.status() + " "
                    + (reply == null ? "" : reply.text()));
            return;
        }
        if (!reply.header("content-type").startsWith("application/json")) {
            faults.add(exchange.path() + " was answered as " + reply.header("content-type"));
        }
        try {
            var body = JSON.readTree(reply.text());
            if (!body.path("success").asBoolean(false) || !body.path("rejected").isEmpty()) {
                faults.add(exchange.path() + " was answered with " + body);
            }
        } catch (JacksonException e) {
            faults.add(exchange.path() + " was answered with something that is no JSON");
        }
    }

    private static void preflight(Exchange exchange, List<String> faults) {
        var reply = exchange.reply();
        if (reply == null || exchange.status() < 200 || exchange.status() > 299) {
            faults.add(exchange.path() + " was answered with " + exchange.status());
            return;
        }
        var request = exchange.request();
        var origin = reply.header("access-control-allow-origin");
        if (!origin.equals("*") && !origin.equals(request.header("origin"))) {
            faults.add(exchange.path() + " allows the origin " + origin);
        }
        var allowed = words(reply.header("access-control-allow-headers"));
        words(request.header("access-control-request-headers")).stream()
                .filter(it -> !allowed.contains(it))
                .forEach(it -> faults.add(exchange.path() + " does not allow the header " + it));
        if (reply.header("access-control-max-age").isEmpty()) {
            faults.add(exchange.path() + " has no Access-Control-Max-Age: each call asks again");
        }
    }

    private static List<String> words(String list) {
        return List.of(list.toLowerCase(Locale.ROOT).split(",", -1)).stream()
                .map(String::strip)
                .filter(it -> !it.isEmpty())
                .toList();
    }
}
