package io.tributary.gateway.route;

import io.tributary.gateway.access.Need;
import org.jspecify.annotations.Nullable;

/**
 * One public path and what the gateway must know about it.
 *
 * @param personal whether the path itself can hold personal data: it is then never recorded, only its template
 * @param next who is asked when {@code upstream} says 404 to a GET; null for nobody
 */
public record PublicRoute(
        PathTemplate template,
        Upstream upstream,
        Kind kind,
        Need need,
        boolean personal,
        @Nullable Upstream next) {

    static PublicRoute collector(String path) {
        return new PublicRoute(PathTemplate.of(path), Upstream.INGESTION, Kind.COLLECTOR, Need.NOTHING, true, null);
    }

    static PublicRoute signed(Upstream upstream, String path) {
        return new PublicRoute(PathTemplate.of(path), upstream, Kind.SIGNED, Need.NOTHING, true, null);
    }

    static PublicRoute api(Upstream upstream, String path) {
        return new PublicRoute(PathTemplate.of(path), upstream, Kind.API, Need.MEMBER, false, null);
    }

    static PublicRoute upload(Upstream upstream, String path) {
        return new PublicRoute(PathTemplate.of(path), upstream, Kind.UPLOAD, Need.MEMBER, false, null);
    }

    /** Whether web pages of the tenants' own sites call it. */
    public boolean isForPages() {
        return kind == Kind.COLLECTOR || need == Need.MEMBER_OR_READ_KEY;
    }

    PublicRoute asks(Need other) {
        return new PublicRoute(template, upstream, kind, other, personal, next);
    }

    PublicRoute holdingPersonalData() {
        return new PublicRoute(template, upstream, kind, need, true, next);
    }

    PublicRoute then(Upstream other) {
        return new PublicRoute(template, upstream, kind, need, personal, other);
    }

    /** Whether this service may be the one that answers. */
    public boolean isAnsweredBy(Upstream service) {
        return upstream == service || next == service;
    }
}
