package io.tributary.local.prove.replies;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The whole answer that must come: status, content type, body, headers.
 *
 * @param body JSON; the trace id of a problem stands as {@code *} and is compared with the header instead
 * @param headers by name, the pattern that the value must match
 */
record Want(int status, String contentType, String body, Map<String, String> headers) {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String PROBLEM = "application/problem+json";
    private static final String TRACE_ID = "traceId";
    private static final String SECONDS = "[1-9][0-9]{0,2}";
    private static final int BEGINNING = 400;

    /** Stands in a wanted text for a number that may be any. */
    static final String ANY_NUMBER = "#";

    static Want json(int status, String body) {
        return new Want(status, "application/json", body, Map.of());
    }

    /** A problem document (RFC 9457) as the reference has it. */
    static Want problem(int status, String type, String title, String detail) {
        var document = JSON.createObjectNode()
                .put("type", "urn:cdp:problem:" + type)
                .put("title", title)
                .put("status", status)
                .put("detail", detail)
                .put(TRACE_ID, "*");
        document.putArray("violations");
        return new Want(status, PROBLEM, document.toString(), Map.of());
    }

    Want violating(String pointer, String rule, String message) {
        var document = (ObjectNode) JSON.readTree(body);
        document.putArray("violations")
                .addObject()
                .put("pointer", pointer)
                .put("rule", rule)
                .put("message", message);
        return new Want(status, contentType, document.toString(), headers);
    }

    Want with(String header, String pattern) {
        var more = new TreeMap<>(headers);
        more.put(header, pattern);
        return new Want(status, contentType, body, more);
    }

    Want comeBack() {
        return with("Retry-After", SECONDS);
    }

    /** What is wrong with the answer; empty when nothing is. */
    List<String> differences(HttpResponse<String> answer) {
        var differences = new ArrayList<String>();
        if (answer.statusCode() != status) {
            differences.add("status " + answer.statusCode() + " instead of " + status);
        }
        var type = answer.headers().firstValue("Content-Type").orElse("none");
        if (!type.startsWith(contentType)) {
            differences.add("content type " + type + " instead of " + contentType);
        }
        compareBody(answer, differences);
        headers.forEach((name, pattern) -> {
            var value = answer.headers().firstValue(name).orElse("");
            if (!value.matches(pattern)) {
                differences.add(name + " is \"" + value + "\" instead of " + pattern);
            }
        });
        return differences;
    }

    private void compareBody(HttpResponse<String> answer, List<String> differences) {
        try {
            var got = JSON.readTree(answer.body());
            if (contentType.equals(PROBLEM)) {
                takeTraceId(got, answer.headers(), differences);
            }
            var wanted = JSON.readTree(body).toString();
            if (!matches(got.toString(), wanted)) {
                differences.add("body " + got + " instead of " + wanted);
            }
        } catch (JacksonException e) {
            differences.add("a body that is not JSON: "
                    + answer.body()
                            .substring(0, Math.min(BEGINNING, answer.body().length())));
        }
    }

    private static boolean matches(String got, String wanted) {
        var pattern = Pattern.quote(wanted).replace(ANY_NUMBER, "\\E[0-9]+\\Q");
        return Pattern.matches(pattern, got);
    }

    private static void takeTraceId(JsonNode got, HttpHeaders headers, List<String> differences) {
        var traceId = got.path(TRACE_ID).asString("");
        if (!traceId.matches("[0-9a-f]{32}")
                || !traceId.equals(headers.firstValue("X-Trace-Id").orElse(""))) {
            differences.add("trace id " + traceId + ", header "
                    + headers.firstValue("X-Trace-Id").orElse("none"));
        }
        if (got instanceof ObjectNode document && document.has(TRACE_ID)) {
            document.put(TRACE_ID, "*");
        }
    }
}
