package io.tributary.gateway.route;

import io.tributary.gateway.access.Need;

/**
 * One public path and what the gateway must know about it.
 *
 * @param personal whether the path itself can hold personal data: it is then never recorded, only its template
 */
public record PublicRoute(PathTemplate template, Upstream upstream, Kind kind, Need need, boolean personal) {

    static PublicRoute collector(String path) {
        return new PublicRoute(PathTemplate.of(path), Upstream.INGESTION, Kind.COLLECTOR, Need.NOTHING, true);
    }

    static PublicRoute signed(Upstream upstream, String path) {
        return new PublicRoute(PathTemplate.of(path), upstream, Kind.SIGNED, Need.NOTHING, true);
    }

    static PublicRoute api(Upstream upstream, String path) {
        return new PublicRoute(PathTemplate.of(path), upstream, Kind.API, Need.MEMBER, false);
    }

    static PublicRoute upload(Upstream upstream, String path) {
        return new PublicRoute(PathTemplate.of(path), upstream, Kind.UPLOAD, Need.MEMBER, false);
    }

    PublicRoute asks(Need other) {
        return new PublicRoute(template, upstream, kind, other, personal);
    }

    PublicRoute holdingPersonalData() {
        return new PublicRoute(template, upstream, kind, need, true);
    }
}
