package io.tributary.doubles.platform;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Finds the answer for method and path; the first route that fits wins, so literal paths are added before templates. */
public final class Routes {

    private final List<Route> routes = new ArrayList<>();

    /** Template segments in braces match any one segment, for example {@code /v3/marketing/lists/{id}}. */
    public Routes on(String method, String template, Answer answer) {
        routes.add(new Route(method, segments(template), answer));
        return this;
    }

    public Optional<Reply> answer(Request request) {
        var path = segments(request.path());
        for (var route : routes) {
            if (route.method.equals(request.method())) {
                var variables = route.match(path);
                if (variables.isPresent()) {
                    return Optional.of(route.answer.to(request, new Variables(variables.get())));
                }
            }
        }
        return Optional.empty();
    }

    private static List<String> segments(String path) {
        var trimmed = path.endsWith("/") && path.length() > 1 ? path.substring(0, path.length() - 1) : path;
        return List.of(trimmed.split("/", -1));
    }

    /** What answers a route. */
    @FunctionalInterface
    public interface Answer {
        Reply to(Request request, Variables variables);
    }

    /** The segments that stood in the place of a template's braces. */
    public record Variables(Map<String, String> values) {
        public Variables {
            values = Map.copyOf(values);
        }

        public String get(String name) {
            return Objects.requireNonNull(values.get(name), name);
        }
    }

    private record Route(String method, List<String> template, Answer answer) {

        Optional<Map<String, String>> match(List<String> path) {
            if (path.size() != template.size()) {
                return Optional.empty();
            }
            var variables = new HashMap<String, String>();
            for (int at = 0; at < path.size(); at++) {
                var expected = template.get(at);
                if (expected.startsWith("{")) {
                    variables.put(expected.substring(1, expected.length() - 1), path.get(at));
                } else if (!expected.equals(path.get(at))) {
                    return Optional.empty();
                }
            }
            return Optional.of(variables);
        }
    }
}
