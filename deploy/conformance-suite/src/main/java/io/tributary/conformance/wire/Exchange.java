package io.tributary.conformance.wire;

import org.jspecify.annotations.Nullable;

/**
 * A request and what came of it.
 *
 * @param reply null when the endpoint gave none
 * @param delivered whether the client was given the reply
 */
public record Exchange(HttpMessage request, @Nullable HttpMessage reply, boolean delivered) {

    public String method() {
        return request.start().substring(0, request.start().indexOf(' '));
    }

    /** The path without its query: that may hold a key. */
    public String path() {
        var words = request.start().split(" ", -1);
        var target = words.length > 1 ? words[1] : "";
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    /** The status; 0 when there was no reply. */
    public int status() {
        return reply == null ? 0 : statusOf(reply);
    }

    static int statusOf(HttpMessage reply) {
        var words = reply.start().split(" ", -1);
        return words.length > 1 ? Integer.parseInt(words[1]) : 0;
    }
}
