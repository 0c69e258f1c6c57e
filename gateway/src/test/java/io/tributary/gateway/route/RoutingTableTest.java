package io.tributary.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.gateway.access.Need;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutingTableTest {

    private final RoutingTable table = RoutingTable.ofTheSuite();

    @ParameterizedTest
    @CsvSource({
        "/v1/track, INGESTION, /v1/**",
        "/v1/import/, INGESTION, /v1/**",
        "/v1/projects/abc/settings, INGESTION, /v1/**",
        "/beacon/v1/batch, INGESTION, /beacon/**",
        "/pixel/v1/page, INGESTION, /pixel/**",
        "/sourceConfig/, INGESTION, /sourceConfig/**",
        "/api/s/s2s/track, INGESTION, /api/s/**",
        "/api/v1/sources, INGESTION, /api/v1/sources/**",
        "/api/v1/sources/s1/write-keys, INGESTION, /api/v1/sources/{id}/write-keys",
        "/api/v1/tracking-plans/p1/violations, INGESTION, /api/v1/tracking-plans/**",
        "/api/v1/imports, INGESTION, /api/v1/imports/**",
        "/api/v1/bad-rows/replay, INGESTION, /api/v1/bad-rows/replay",
        "/api/v1/events/live, INGESTION, /api/v1/events/live",
        "/api/v1/events/m-1, SEGMENT, /api/v1/events/{messageId}",
        "/api/v1/identity/p/graph, IDENTITY, /api/v1/identity/**",
        "/api/v1/identity/purposes, IDENTITY, /api/v1/identity/purposes",
        "/api/v1/identity/suggestions, IDENTITY, /api/v1/identity/suggestions",
        "/api/v1/identity/suggestions/s1/accept, IDENTITY, /api/v1/identity/suggestions/{id}/accept",
        "/api/v1/profiles/p/consents, IDENTITY, /api/v1/profiles/{id}/consents",
        "/api/v1/profiles/p/consents/history, IDENTITY, /api/v1/profiles/{id}/consents/history",
        "/api/v1/profiles/p/consents/link, IDENTITY, /api/v1/profiles/{id}/consents/link",
        "/api/v1/identity/p/why, IDENTITY, /api/v1/identity/{profileId}/why",
        "/api/v1/audiences/touched, ACTIVATION, /api/v1/audiences/touched",
        "/api/v1/profiles/p/events, SEGMENT, /api/v1/profiles/{id}/events",
        "/api/v1/profiles, SEGMENT, /api/v1/profiles/**",
        "/api/v1/profiles/by/email/consents, SEGMENT, /api/v1/profiles/by/**",
        "/api/v1/privacy/requests/r, IDENTITY, /api/v1/privacy/requests/{id}",
        "/api/v1/privacy/requests/r/file, IDENTITY, /api/v1/privacy/requests/{id}/file",
        "/p/tok, IDENTITY, /p/{token}",
        "/api/v1/segments, SEGMENT, /api/v1/segments/**",
        "/api/v1/segments/preview, SEGMENT, /api/v1/segments/preview",
        "/api/v1/segments/k/explain/p, SEGMENT, /api/v1/segments/**",
        "/api/v1/segments/k/list, SEGMENT, /api/v1/segments/{key}/list",
        "/api/v1/segment-sets, SEGMENT, /api/v1/segment-sets/**",
        "/api/v1/segment-sets/lifecycle, SEGMENT, /api/v1/segment-sets/{key}",
        "/api/v1/segment-sets/lifecycle/publish, SEGMENT, /api/v1/segment-sets/{key}/publish",
        "/api/v1/computed-traits, SEGMENT, /api/v1/computed-traits/**",
        "/api/v1/computed-traits/lifetime_value, SEGMENT, /api/v1/computed-traits/{key}",
        "/api/v1/computed-traits/lifetime_value/retire, SEGMENT, /api/v1/computed-traits/{key}/retire",
        "/api/v1/catalog/events, SEGMENT, /api/v1/catalog/**",
        "/api/v1/exports, SEGMENT, /api/v1/exports/**",
        "/api/v1/personalization/user_id/7, SEGMENT, /api/v1/personalization/**",
        "/api/v1/connectors, ACTIVATION, /api/v1/connectors/**",
        "/api/v1/destinations/d/test, ACTIVATION, /api/v1/destinations/{id}/test",
        "/api/v1/audiences/a/runs, ACTIVATION, /api/v1/audiences/**",
        "/api/v1/deliveries/retry, ACTIVATION, /api/v1/deliveries/retry",
        "/api/v1/suppressions/export, ACTIVATION, /api/v1/suppressions/**",
        "/feedback/d1, ACTIVATION, /feedback/**",
        "/u/tok, ACTIVATION, /u/**",
        "/api/v1/jobs/ing_1, INGESTION, /api/v1/jobs/ing_{id}",
        "/api/v1/jobs/ing_1/cancel, INGESTION, /api/v1/jobs/ing_{id}/cancel",
        "/api/v1/bad-rows/export, INGESTION, /api/v1/bad-rows/export",
        "/api/v1/jobs/idn_1, IDENTITY, /api/v1/jobs/idn_{id}",
        "/api/v1/exports/seg_1/file, SEGMENT, /api/v1/exports/{id}/file",
        "/api/v1/jobs/seg_1/events, SEGMENT, /api/v1/jobs/seg_{id}/events",
        "/api/v1/jobs/seg_1/cancel, SEGMENT, /api/v1/jobs/seg_{id}/cancel",
        "/api/v1/jobs/act_1, ACTIVATION, /api/v1/jobs/act_{id}",
        "/api/v1/jobs/gw_1, GATEWAY, /api/v1/jobs/gw_{id}",
        "/api/v1/tenants/acme/suspend, GATEWAY, /api/v1/tenants/{id}/suspend",
        "/api/v1/tenant, GATEWAY, /api/v1/tenant",
        "/api/v1/members/7, GATEWAY, /api/v1/members/{id}"
    })
    void sendsEachPathToItsService(String path, Upstream upstream, String template) {
        var match = table.find(path).orElseThrow();

        assertThat(match.route().upstream()).isEqualTo(upstream);
        assertThat(match.route().template()).hasToString(template);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/console/", "/v2/track", "/api/v1", "/api/v1/jobs/xyz_1", "/api/v1/jobs/seg_", "/p/a/b"})
    void knowsNoOtherPath(String path) {
        var match = table.find(path);

        assertThat(match).isEmpty();
    }

    @Test
    void readsATrailingSlashAsNone() {
        var with = table.find("/api/v1/segments/buyers/").orElseThrow();
        var without = table.find("/api/v1/segments/buyers").orElseThrow();

        assertThat(with).isEqualTo(without);
    }

    @Test
    void namesATargetOnlyWhereItCannotBePersonal() {
        var segment = table.find("/api/v1/segments/buyers/publish").orElseThrow();
        var person = table.find("/api/v1/profiles/by/email/anna@example.com").orElseThrow();
        var odd = table.find("/api/v1/segments/anna@example.com").orElseThrow();

        assertThat(segment.target()).contains("buyers");
        assertThat(person.target()).isEmpty();
        assertThat(odd.target()).isEqualTo(Optional.empty());
    }

    @Test
    void asksIngestionForEventsThatSegmentDoesNotKnow() {
        var withANext = table.routes().stream().filter(it -> it.next() != null).toList();

        assertThat(withANext).hasSize(1);
        assertThat(withANext.getFirst().template()).hasToString("/api/v1/events/{messageId}");
        assertThat(withANext.getFirst().next()).isEqualTo(Upstream.INGESTION);
        assertThat(withANext.getFirst().isAnsweredBy(Upstream.SEGMENT)).isTrue();
        assertThat(withANext.getFirst().isAnsweredBy(Upstream.INGESTION)).isTrue();
        assertThat(withANext.getFirst().isAnsweredBy(Upstream.IDENTITY)).isFalse();
    }

    @Test
    void asksForATokenOnEveryPathOfTheApi() {
        var open = table.routes().stream()
                .filter(it -> it.template().toString().startsWith("/api/v1/"))
                .filter(it -> it.need() == Need.NOTHING)
                .toList();

        assertThat(open).isEmpty();
    }
}
