package io.tributary.doubles.request;

import java.util.Optional;

/** Which recorded requests are asked for; an absent part does not narrow. Contains looks at target and body. */
public record RequestFilter(Optional<String> platform, Optional<String> method, Optional<String> contains) {

    public static final RequestFilter ALL = new RequestFilter(Optional.empty(), Optional.empty(), Optional.empty());

    boolean accepts(RecordedRequest request) {
        return platform.map(request.platform()::equals).orElse(true)
                && method.map(request.method()::equalsIgnoreCase).orElse(true)
                && contains.map(text -> Spellings.of(request).test(text)).orElse(true);
    }
}
