package io.tributary.doubles.request;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request to a platform and what became of it. Seq counts from 1 without gaps; status is what the platform
 * decided, 0 when it was not asked; fault names the scripted fault that was played; credentials are masked in target, headers and body.
 */
public record RecordedRequest(
        long seq,
        Instant at,
        String platform,
        String method,
        String target,
        int status,
        @Nullable String fault,
        Map<String, String> headers,
        String body,
        int sizeInBytes) {

    public RecordedRequest {
        headers = Map.copyOf(headers);
    }

    /** The same with a body of at most so many characters, for listings. */
    public RecordedRequest shortened(int characters) {
        return body.length() <= characters ? this : withBody(body.substring(0, characters) + "...");
    }

    private RecordedRequest withBody(String shorter) {
        return new RecordedRequest(seq, at, platform, method, target, status, fault, headers, shorter, sizeInBytes);
    }
}
