package io.tributary.gateway.adapter.http.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.gateway.route.RoutingTable;
import io.tributary.gateway.route.Upstream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class MergedApiTest {

    private final JsonMapper json = new JsonMapper();
    private final MergedApi merging = new MergedApi(json, RoutingTable.ofTheSuite());

    @Test
    void takesOfAServiceOnlyWhatIsRoutedToIt() {
        var document = json.readTree(
                "{\"paths\":{\"/api/v1/segments/{key}\":{},\"/api/v1/sources\":{},\"/internal\":{},\"/api/v1/jobs/{id}\":{}}}");

        var merged = merging.merge(Map.of(Upstream.SEGMENT, document), List.of());

        assertThat(merged.path("paths").propertyNames()).containsExactly("/api/v1/segments/{key}", "/api/v1/jobs/{id}");
    }

    @Test
    void keepsSchemasOfTheSameNameApart() {
        var one = json.readTree("{\"paths\":{},\"components\":{\"schemas\":{\"Job\":{\"type\":\"object\"},"
                + "\"Jobs\":{\"items\":{\"$ref\":\"#/components/schemas/Job\"}}}}}");
        var other = json.readTree("{\"paths\":{},\"components\":{\"schemas\":{\"Job\":{\"type\":\"string\"}}}}");

        var merged =
                merging.merge(Map.of(Upstream.SEGMENT, one, Upstream.IDENTITY, other), List.of(Upstream.ACTIVATION));

        var schemas = merged.at("/components/schemas");
        assertThat(schemas.path("segment.Job").path("type").asString()).isEqualTo("object");
        assertThat(schemas.path("identity.Job").path("type").asString()).isEqualTo("string");
        assertThat(schemas.at("/segment.Jobs/items/$ref").asString()).isEqualTo("#/components/schemas/segment.Job");
        assertThat(merged.at("/info/x-missing/0").asString()).isEqualTo("activation");
    }
}
