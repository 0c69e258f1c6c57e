package io.tributary.segment.adapter.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tributary.segment.adapter.http.SegmentAnswers.Freshness;
import io.tributary.segment.registry.RegisteredSegment;
import io.tributary.segment.registry.Registry;
import io.tributary.segment.registry.SegmentSet;
import io.tributary.segment.registry.StageRules;
import io.tributary.segment.rule.RuleJson;
import io.tributary.segment.rule.RuleText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How segment sets look in answers. */
final class SegmentSetAnswers {

    private static final JsonMapper JSON = JsonMapper.shared();

    private SegmentSetAnswers() {}

    /**
     * A stage.
     *
     * @param rule as it was sent; null for the last stage. What it comes to is the rule of the segment with that key
     * @param size who is in it now; null when nobody can tell or it is not published
     */
    record StageAnswer(
            String key,
            String name,
            int version,
            @Nullable Integer publishedVersion,
            @Nullable JsonNode rule,
            @Nullable String text,
            List<String> actions,
            List<String> tags,
            @JsonProperty("public") boolean isPublic,
            @Nullable Long size) {

        static StageAnswer of(RegisteredSegment segment, int place, boolean isLast, @Nullable Map<String, Long> sizes) {
            var own = isLast ? null : StageRules.own(place, segment.latest().written());
            var words = segment.latest().description();
            var published = segment.isPublished() ? segment.published() : null;
            return new StageAnswer(
                    segment.key(),
                    words.name(),
                    segment.latest().number(),
                    published == null ? null : published.number(),
                    own == null ? null : JSON.readTree(RuleJson.print(own)),
                    own == null ? null : RuleText.print(own),
                    words.actions(),
                    words.tags(),
                    words.isPublic(),
                    published == null || sizes == null
                            ? null
                            : sizes.getOrDefault(segment.key() + "@" + published.number(), 0L));
        }
    }

    /**
     * A set.
     *
     * @param published keys of the stages that decide, in their order
     */
    record SetAnswer(
            String key,
            String status,
            int version,
            List<StageAnswer> stages,
            List<String> published,
            @Nullable Instant publishedAt,
            Instant changedAt,
            String changedBy,
            @Nullable Freshness freshness) {

        static SetAnswer of(
                SegmentSet set, Registry registry, @Nullable Map<String, Long> sizes, @Nullable Freshness fresh) {
            var stages = new ArrayList<StageAnswer>();
            for (int i = 0; i < set.stages().size(); i++) {
                var segment = registry.find(set.stages().get(i));
                if (segment != null) {
                    stages.add(StageAnswer.of(segment, i, i == set.stages().size() - 1, sizes));
                }
            }
            return new SetAnswer(
                    set.key(),
                    set.status().name().toLowerCase(Locale.ROOT),
                    set.version(),
                    stages,
                    set.published(),
                    set.publishedAt(),
                    set.changedAt(),
                    set.changedBy(),
                    fresh);
        }
    }

    /** Who would come to a stage, leave it and stay in it. */
    record StageDifference(String key, long entering, long leaving, long staying) {}

    /** What publishing would change, stage by stage; those that are left out come last. */
    record SetDifference(List<StageDifference> stages) {}
}
