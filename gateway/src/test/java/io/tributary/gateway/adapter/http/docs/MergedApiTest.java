package io.tributary.gateway.adapter.http.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.gateway.route.RoutingTable;
import io.tributary.gateway.route.Upstream;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
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

    @Test
    void describesWhatEitherServiceAnswersAtOnePath() {
        var documents = new EnumMap<Upstream, JsonNode>(Upstream.class);
        documents.put(Upstream.INGESTION, json.readTree(answering("/api/v1/events/{messageId}", "Refused", "200")));
        documents.put(Upstream.SEGMENT, json.readTree(answering("/api/v1/events/{messageId}", "EventWay", "200")));

        var answers = merging.merge(documents, List.of())
                .at("/paths/~1api~1v1~1events~1{messageId}/get/responses/200/content/application~1json/schema/anyOf");

        assertThat(answers.valueStream().map(it -> it.path("$ref").asString()))
                .containsExactly("#/components/schemas/ingestion.Refused", "#/components/schemas/segment.EventWay");
    }

    @Test
    void keepsWhatOnlyOneServiceSaysOfAPath() {
        var documents = new EnumMap<Upstream, JsonNode>(Upstream.class);
        for (var service : List.of(Upstream.INGESTION, Upstream.IDENTITY, Upstream.SEGMENT)) {
            documents.put(service, json.readTree(answering("/api/v1/jobs/{id}", "Job", "200")));
        }
        documents.put(Upstream.ACTIVATION, json.readTree(answering("/api/v1/jobs/{id}", "Job", "202")));

        var answers = merging.merge(documents, List.of()).at("/paths/~1api~1v1~1jobs~1{id}/get/responses");

        assertThat(answers.at("/200/content/application~1json/schema/anyOf")).hasSize(3);
        assertThat(answers.at("/202/content/application~1json/schema/$ref").asString())
                .isEqualTo("#/components/schemas/activation.Job");
    }

    private static String answering(String path, String schema, String status) {
        return """
                {"paths":{"%s":{"get":{"responses":{"%s":{"content":{"application/json":
                {"schema":{"$ref":"#/components/schemas/%s"}}}}}}}}}""".formatted(path, status, schema);
    }
}
