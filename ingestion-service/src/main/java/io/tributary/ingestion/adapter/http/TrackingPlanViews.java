package io.tributary.ingestion.adapter.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tributary.ingestion.plan.PlanSettings;
import io.tributary.ingestion.plan.TrackingPlan;
import io.tributary.ingestion.violation.Violation;
import io.tributary.ingestion.violation.Violation.Sample;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The JSON of tracking plans. */
final class TrackingPlanViews {

    private static final int MAX_DAYS = 7;

    /** Numbers of a schema stay as they were written. */
    private static final JsonMapper EXACT = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private TrackingPlanViews() {}

    /**
     * A plan as a caller writes it: the whole, not a part.
     *
     * @param enabled whether it judges; yes when left out
     * @param sources ids of the sources that it judges; all others' when left out or empty
     * @param version for a change, the version that it started from
     * @param events by name: {@code {"action","schema","unplannedProperties"}}
     */
    record PlanRequest(
            @NotBlank @Size(max = 200) String name,
            @Nullable Boolean enabled,
            @Nullable List<@NotNull String> sources,
            @Nullable Integer version,
            @Nullable JsonNode events,
            @Nullable JsonNode identify,
            @Nullable JsonNode page,
            @Nullable JsonNode screen,
            @Nullable JsonNode group,
            @Nullable String unplannedEvents,
            @Nullable String unplannedProperties) {

        PlanSettings settings() {
            return new PlanSettings(
                    Storable.text("/name", name), enabled == null || enabled, Storable.all("/sources", sources));
        }

        String rules() {
            var rules = JsonNodeFactory.instance.objectNode();
            put(rules, "events", events);
            put(rules, "identify", identify);
            put(rules, "page", page);
            put(rules, "screen", screen);
            put(rules, "group", group);
            if (unplannedEvents != null) {
                rules.put("unplannedEvents", unplannedEvents);
            }
            if (unplannedProperties != null) {
                rules.put("unplannedProperties", unplannedProperties);
            }
            return rules.toString();
        }

        int startedFrom() {
            if (version == null) {
                throw ProblemException.invalid("/version", "needed", "Send the version that the change started from.");
            }
            return version;
        }

        private static void put(ObjectNode rules, String name, @Nullable JsonNode value) {
            if (value != null && !value.isNull()) {
                rules.set(name, value);
            }
        }
    }

    /** A plan as a whole. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PlanView(
            String id,
            String name,
            int version,
            boolean enabled,
            List<String> sources,
            @Nullable JsonNode events,
            @Nullable JsonNode identify,
            @Nullable JsonNode page,
            @Nullable JsonNode screen,
            @Nullable JsonNode group,
            @Nullable JsonNode unplannedEvents,
            @Nullable JsonNode unplannedProperties,
            Instant updatedAt) {

        static PlanView of(TrackingPlan plan) {
            var rules = EXACT.readTree(plan.rules());
            return new PlanView(
                    plan.id(),
                    plan.settings().name(),
                    plan.version(),
                    plan.settings().enabled(),
                    plan.settings().sources(),
                    rules.get("events"),
                    rules.get("identify"),
                    rules.get("page"),
                    rules.get("screen"),
                    rules.get("group"),
                    rules.get("unplannedEvents"),
                    rules.get("unplannedProperties"),
                    plan.writtenAt());
        }
    }

    /**
     * A plan in a list.
     *
     * @param events how many events it names
     */
    record PlanSummary(
            String id, String name, int version, boolean enabled, List<String> sources, int events, Instant updatedAt) {

        static PlanSummary of(TrackingPlan plan) {
            return new PlanSummary(
                    plan.id(),
                    plan.settings().name(),
                    plan.version(),
                    plan.settings().enabled(),
                    plan.settings().sources(),
                    EXACT.readTree(plan.rules()).path("events").size(),
                    plan.writtenAt());
        }
    }

    /** What was done against a plan: {@code rule} is the schema's keyword, or unplanned-event, unplanned-property, overflow. */
    record ViolationView(
            String event,
            String property,
            String rule,
            String action,
            String source,
            long count,
            Instant firstSeen,
            Instant lastSeen,
            List<Sample> samples) {

        static ViolationView of(Violation violation) {
            var key = violation.key();
            return new ViolationView(
                    key.event(),
                    key.property(),
                    key.rule(),
                    key.action().wireName(),
                    key.sourceId(),
                    violation.count(),
                    violation.firstSeen(),
                    violation.lastSeen(),
                    violation.samples());
        }
    }

    /** Which traffic to infer a plan from: of one source or of all, of the last days that the log still has. */
    record InferRequest(
            @Nullable String source,
            @Min(1) @Max(MAX_DAYS) @Nullable Integer days) {

        int daysOrAll() {
            return days == null ? MAX_DAYS : days;
        }
    }
}
