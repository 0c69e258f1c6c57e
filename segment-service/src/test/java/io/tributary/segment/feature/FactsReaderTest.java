package io.tributary.segment.feature;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.segment.rule.Value;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FactsReaderTest {

    private final FactsReader reader = new FactsReader(SegmentCatalogue.standard());

    @Test
    void keepsWhatIsDeclaredThroughArraysAndAddsItUp() {
        var call = track(
                "Order Completed",
                "{\"revenue\":10.5,\"currency\":\"EUR\",\"ip\":\"1.2.3.4\",\"products\":["
                        + "{\"sku\":\"a\",\"price\":2},{\"sku\":\"b\",\"price\":2}]}");

        var facts = reader.read(call).orElseThrow();

        assertThat(facts.properties())
                .containsOnlyKeys("revenue", "value", "currency", "products.sku", "products.price");
        assertThat(facts.properties().get("products.sku")).containsExactly(new Value.Text("a"), new Value.Text("b"));
        assertThat(facts.properties().get("products.price")).containsExactly(new Value.Numeric(2));
        assertThat(facts.sums())
                .containsEntry("products.price", new Sum(400, 2))
                .containsEntry("value", new Sum(1_050, 1));
    }

    @Test
    void keepsAnyPropertyOfAnEventOfOnesOwn() {
        var facts = reader.read(track("Ticket Opened", "{\"severity\":\"high\",\"url\":\"https://example.com\"}"))
                .orElseThrow();

        assertThat(facts.properties()).containsOnlyKeys("severity");
    }

    @Test
    void callsARevenueTheValueBeforeATotal() {
        var facts = reader.read(track("Order Completed", "{\"value\":1,\"total\":12,\"revenue\":10}"))
                .orElseThrow();

        assertThat(facts.sums()).containsEntry("value", new Sum(1_000, 1));
    }

    @Test
    void flattensTraitsAndRemembersThatOneIsNothing() {
        var json =
                "{\"address\":{\"city\":\"Berlin\"},\"tags\":[\"a\",\"b\"],\"plan\":null,\"pets\":[{\"name\":\"Rex\"}],\"none\":[]}";

        var facts = reader.read(call(SourceCall.Kind.IDENTIFY, "", "", json)).orElseThrow();

        assertThat(facts.traits())
                .containsExactly(
                        new TraitChange("address.city", new Value.Text("Berlin")),
                        new TraitChange("tags", new Value.Many(List.of(new Value.Text("a"), new Value.Text("b")))),
                        new TraitChange("plan", null),
                        new TraitChange("pets.name", new Value.Text("Rex")),
                        new TraitChange("none", null));
    }

    @Test
    void putsTraitsOfAGroupUnderItsPrefix() {
        var facts = reader.read(call(SourceCall.Kind.GROUP, "", "", "{\"plan\":\"pro\"}"))
                .orElseThrow();

        assertThat(facts.traits()).containsExactly(new TraitChange("group.plan", new Value.Text("pro")));
    }

    @Test
    void namesAPageByItsNameOrElseByThatOfItsProperties() {
        assertThat(pageName("Start", "{\"name\":\"other\"}")).containsExactly(new Value.Text("Start"));
        assertThat(pageName("", "{\"name\":\"Start\"}")).containsExactly(new Value.Text("Start"));
        assertThat(pageName("", "{}")).isNull();
    }

    private @Nullable List<Value> pageName(String name, String properties) {
        var page = new SourceCall(
                SourceCall.Kind.PAGE,
                "Page Viewed",
                name,
                1_000,
                "m1",
                SourceRank.EQUAL,
                properties.getBytes(StandardCharsets.UTF_8),
                new byte[0]);
        return reader.read(page).orElseThrow().properties().get("page_name");
    }

    @Test
    void flattensTheReservedTraits() {
        var facts = reader.read(call(SourceCall.Kind.IDENTIFY, "", "", """
                        {"address":{"city":"Berlin","country":"DE","postalCode":"10115","state":"BE","street":"A 1"},
                         "age":30,"avatar":"https://a.example/1.png","birthday":"1990-01-01",
                         "company":{"name":"Acme","id":7,"industry":"retail"},"createdAt":"2020-01-01T00:00:00Z",
                         "description":"d","email":"a@b.c","firstName":"A","lastName":"B","gender":"x","id":"1",
                         "name":"A B","phone":"+49","title":"t","username":"ab","website":"https://a.example"}""")).orElseThrow();

        assertThat(facts.traits())
                .extracting(TraitChange::name)
                .containsExactlyInAnyOrder(
                        "address.city",
                        "address.country",
                        "address.postalCode",
                        "address.state",
                        "address.street",
                        "age",
                        "avatar",
                        "birthday",
                        "company.name",
                        "company.id",
                        "company.industry",
                        "createdAt",
                        "description",
                        "email",
                        "firstName",
                        "lastName",
                        "gender",
                        "id",
                        "name",
                        "phone",
                        "title",
                        "username",
                        "website");
        assertThat(facts.traits()).contains(new TraitChange("age", new Value.Numeric(30)));
    }

    @Test
    void findsNoFactsInBrokenJson() {
        assertThat(reader.read(track("Order Completed", "{\"revenue\":"))).isEmpty();
    }

    @Test
    void roundsEachValueHalfEvenBeforeItIsAdded() {
        assertThat(Sum.of(2.675)).isEqualTo(new Sum(268, 1));
        assertThat(Sum.of(0.005)).isEqualTo(new Sum(0, 1));
        assertThat(Sum.of(-1.015)).isEqualTo(new Sum(-102, 1));
        assertThat(Sum.of(19.99).plus(Sum.of(0.01)).amount()).isEqualTo(20.0);
    }

    private static SourceCall track(String event, String properties) {
        return call(SourceCall.Kind.TRACK, event, properties, "");
    }

    private static SourceCall call(SourceCall.Kind kind, String event, String properties, String traits) {
        return new SourceCall(
                kind,
                event,
                "",
                1_000,
                "m1",
                SourceRank.EQUAL,
                properties.getBytes(StandardCharsets.UTF_8),
                traits.getBytes(StandardCharsets.UTF_8));
    }
}
