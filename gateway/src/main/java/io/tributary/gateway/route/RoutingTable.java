package io.tributary.gateway.route;

import static io.tributary.gateway.route.PublicRoute.api;
import static io.tributary.gateway.route.PublicRoute.collector;
import static io.tributary.gateway.route.PublicRoute.signed;
import static io.tributary.gateway.route.PublicRoute.upload;
import static io.tributary.gateway.route.Upstream.ACTIVATION;
import static io.tributary.gateway.route.Upstream.GATEWAY;
import static io.tributary.gateway.route.Upstream.IDENTITY;
import static io.tributary.gateway.route.Upstream.INGESTION;
import static io.tributary.gateway.route.Upstream.SEGMENT;

import io.tributary.gateway.access.Need;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Every path that the suite answers, narrowest first. A prefix is enough to route; the longer templates are here so
 * that the audit log names what was done without ever holding a raw path.
 */
public final class RoutingTable {

    /** A route that fits a path, with the path's last variable when it is safe to record. */
    public record Match(PublicRoute route, Optional<String> target) {}

    private static final String SAFE_TARGET = "[A-Za-z0-9_.~-]{1,80}";

    private final List<PublicRoute> collectorRoutes;
    private final List<PublicRoute> otherRoutes;

    private RoutingTable(List<PublicRoute> routes) {
        var sorted = routes.stream()
                .sorted((one, other) -> one.template().compareNarrowness(other.template()))
                .toList();
        this.collectorRoutes =
                sorted.stream().filter(it -> it.kind() == Kind.COLLECTOR).toList();
        this.otherRoutes =
                sorted.stream().filter(it -> it.kind() != Kind.COLLECTOR).toList();
    }

    /** The suite's table. */
    public static RoutingTable ofTheSuite() {
        var routes = new ArrayList<PublicRoute>();
        for (var path : List.of("/v1/**", "/beacon/**", "/pixel/**", "/sourceConfig/**", "/api/s/**")) {
            routes.add(collector(path));
        }
        routes.addAll(ingestion());
        routes.addAll(identity());
        routes.addAll(segment());
        routes.addAll(activation());
        routes.addAll(own());
        return new RoutingTable(routes);
    }

    /** The route of a raw path (without query); collector paths are looked at first because there are most of them. */
    public Optional<Match> find(String path) {
        var words = PathTemplate.split(path);
        return first(collectorRoutes, words)
                .or(() -> first(otherRoutes, words))
                .map(it -> new Match(it, target(it, words)));
    }

    /** The collector's route of a raw path. */
    public Optional<PublicRoute> collectorRoute(String path) {
        return first(collectorRoutes, PathTemplate.split(path));
    }

    private static Optional<PublicRoute> first(List<PublicRoute> routes, List<String> words) {
        for (var route : routes) {
            if (route.template().matches(words)) {
                return Optional.of(route);
            }
        }
        return Optional.empty();
    }

    /** All routes, narrowest first. */
    public List<PublicRoute> routes() {
        return Stream.concat(collectorRoutes.stream(), otherRoutes.stream()).toList();
    }

    private static Optional<String> target(PublicRoute route, List<String> words) {
        return route.personal()
                ? Optional.empty()
                : Optional.ofNullable(route.template().lastVariable(words)).filter(it -> it.matches(SAFE_TARGET));
    }

    private static List<PublicRoute> ingestion() {
        var routes = new ArrayList<>(apis(
                INGESTION,
                "/api/v1/sources/**",
                "/api/v1/sources/{id}",
                "/api/v1/sources/{id}/write-keys",
                "/api/v1/sources/{id}/write-keys/{keyId}",
                "/api/v1/sources/{id}/write-keys/{keyId}/rotate",
                "/api/v1/sources/{id}/read-keys",
                "/api/v1/sources/{id}/read-keys/{keyId}",
                "/api/v1/sources/{id}/read-keys/{keyId}/rotate",
                "/api/v1/tracking-plans/**",
                "/api/v1/tracking-plans/{id}",
                "/api/v1/tracking-plans/infer",
                "/api/v1/bad-rows/**",
                "/api/v1/bad-rows/{id}",
                "/api/v1/bad-rows/counts",
                "/api/v1/bad-rows/export",
                "/api/v1/bad-rows/replay",
                "/api/v1/events/live",
                "/api/v1/jobs/ing_{id}",
                "/api/v1/jobs/ing_{id}/cancel",
                "/api/v1/jobs/ing_{id}/events"));
        routes.add(upload(INGESTION, "/api/v1/imports/**"));
        return routes;
    }

    private static List<PublicRoute> identity() {
        var routes = new ArrayList<>(apis(
                IDENTITY,
                "/api/v1/identity/**",
                "/api/v1/identity/{profileId}/merge",
                "/api/v1/identity/{profileId}/split",
                "/api/v1/identity/{profileId}/why",
                "/api/v1/identity/suggestions",
                "/api/v1/identity/suggestions/{id}/accept",
                "/api/v1/identity/suggestions/{id}/reject",
                "/api/v1/identity/purposes",
                "/api/v1/identity/rules",
                "/api/v1/identity/rules/simulate",
                "/api/v1/profiles/{id}/consents",
                "/api/v1/profiles/{id}/consents/history",
                "/api/v1/profiles/{id}/consents/link",
                "/api/v1/privacy/**",
                "/api/v1/privacy/requests",
                "/api/v1/privacy/requests/{id}",
                "/api/v1/privacy/requests/{id}/file",
                "/api/v1/jobs/idn_{id}",
                "/api/v1/jobs/idn_{id}/events"));
        routes.add(signed(IDENTITY, "/p/{token}"));
        return routes;
    }

    private static List<PublicRoute> segment() {
        var routes = new ArrayList<>(apis(
                SEGMENT,
                "/api/v1/profiles/**",
                "/api/v1/profiles/{id}",
                "/api/v1/profiles/{id}/events",
                "/api/v1/segments/**",
                "/api/v1/segments/parse",
                "/api/v1/segments/preview",
                "/api/v1/segments/backtest",
                "/api/v1/segments/audit",
                "/api/v1/segments/overlap",
                "/api/v1/segments/{key}",
                "/api/v1/segments/{key}/publish",
                "/api/v1/segments/{key}/retire",
                "/api/v1/segments/{key}/rollback",
                "/api/v1/segment-sets/**",
                "/api/v1/segment-sets/{key}",
                "/api/v1/segment-sets/{key}/publish",
                "/api/v1/segment-sets/{key}/retire",
                "/api/v1/computed-traits/**",
                "/api/v1/computed-traits/{key}",
                "/api/v1/computed-traits/{key}/retire",
                "/api/v1/catalog/**",
                "/api/v1/exports/**",
                "/api/v1/exports/{id}",
                "/api/v1/exports/{id}/file",
                "/api/v1/jobs/seg_{id}",
                "/api/v1/jobs/seg_{id}/cancel",
                "/api/v1/jobs/seg_{id}/events"));
        // Segment knows what was accepted; a refused event is only a bad row at ingestion.
        routes.add(api(SEGMENT, "/api/v1/events/{messageId}").then(INGESTION));
        routes.add(upload(SEGMENT, "/api/v1/segments/{key}/list"));
        routes.add(api(SEGMENT, "/api/v1/profiles/by/**").holdingPersonalData());
        routes.add(api(SEGMENT, "/api/v1/personalization/**")
                .asks(Need.MEMBER_OR_READ_KEY)
                .holdingPersonalData());
        return routes;
    }

    private static List<PublicRoute> activation() {
        var routes = new ArrayList<>(apis(
                ACTIVATION,
                "/api/v1/connectors/**",
                "/api/v1/destinations/**",
                "/api/v1/destinations/{id}",
                "/api/v1/destinations/{id}/test",
                "/api/v1/audiences/**",
                "/api/v1/audiences/{id}",
                "/api/v1/audiences/touched",
                "/api/v1/audiences/{id}/sync",
                "/api/v1/audiences/{id}/runs/{runId}",
                "/api/v1/deliveries/**",
                "/api/v1/deliveries/retry",
                "/api/v1/deliveries/verify",
                "/api/v1/jobs/act_{id}",
                "/api/v1/jobs/act_{id}/events"));
        routes.add(upload(ACTIVATION, "/api/v1/suppressions/import"));
        // A suppression is deleted by its subject, which is an address when somebody types it.
        routes.add(api(ACTIVATION, "/api/v1/suppressions/**").holdingPersonalData());
        routes.add(signed(ACTIVATION, "/feedback/**"));
        routes.add(signed(ACTIVATION, "/u/**"));
        return routes;
    }

    private static List<PublicRoute> own() {
        var routes = new ArrayList<>(apis(
                GATEWAY,
                "/api/v1/tenant",
                "/api/v1/members",
                "/api/v1/members/{id}",
                "/api/v1/audit",
                "/api/v1/audit/verify",
                "/api/v1/notices",
                "/api/v1/jobs/gw_{id}",
                "/api/v1/jobs/gw_{id}/events"));
        for (var path : List.of(
                "/api/v1/tenants",
                "/api/v1/tenants/{id}",
                "/api/v1/tenants/{id}/suspend",
                "/api/v1/tenants/{id}/resume",
                "/api/v1/tenants/{id}/delete")) {
            routes.add(api(GATEWAY, path).asks(Need.PLATFORM_ADMIN));
        }
        return routes;
    }

    private static List<PublicRoute> apis(Upstream upstream, String... paths) {
        return Stream.of(paths).map(path -> api(upstream, path)).toList();
    }
}
