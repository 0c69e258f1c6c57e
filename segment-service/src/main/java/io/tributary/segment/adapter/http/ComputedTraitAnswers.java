package io.tributary.segment.adapter.http;

import io.tributary.segment.adapter.http.SegmentAnswers.Freshness;
import io.tributary.segment.computed.ComputedTrait;
import io.tributary.segment.computed.TraitVersion;
import io.tributary.segment.preview.PreviewSegment.Consequence;
import io.tributary.segment.rule.Figure;
import io.tributary.segment.rule.RuleJson;
import io.tributary.segment.rule.RuleText;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How computed traits look in answers. */
final class ComputedTraitAnswers {

    private static final JsonMapper JSON = JsonMapper.shared();

    private ComputedTraitAnswers() {}

    /**
     * A computed trait.
     *
     * @param version the newest version, which decides the numbers
     * @param freshness whether everybody has been looked at by it; null in answers to changes
     */
    record TraitAnswer(
            String key,
            String name,
            String status,
            int version,
            JsonNode measure,
            String text,
            String owner,
            String purpose,
            Instant createdAt,
            String createdBy,
            @Nullable Freshness freshness) {

        static TraitAnswer of(ComputedTrait trait, @Nullable Freshness fresh) {
            var latest = trait.latest();
            return new TraitAnswer(
                    trait.key(),
                    latest.words().name(),
                    trait.status().name().toLowerCase(Locale.ROOT),
                    latest.number(),
                    tree(latest.figure()),
                    RuleText.print(latest.figure()),
                    latest.words().owner(),
                    latest.words().purpose(),
                    latest.createdAt(),
                    latest.createdBy(),
                    fresh);
        }
    }

    /** One version. */
    record TraitVersionAnswer(
            int version,
            String name,
            JsonNode measure,
            String text,
            String owner,
            String purpose,
            Instant createdAt,
            String createdBy) {

        static TraitVersionAnswer of(TraitVersion version) {
            return new TraitVersionAnswer(
                    version.number(),
                    version.words().name(),
                    tree(version.figure()),
                    RuleText.print(version.figure()),
                    version.words().owner(),
                    version.words().purpose(),
                    version.createdAt(),
                    version.createdBy());
        }
    }

    /** What a revision would do to each published segment whose rule compares the trait, itself or through others. */
    record TraitDifference(List<Consequence> segments) {}

    private static JsonNode tree(Figure figure) {
        return JSON.readTree(RuleJson.print(figure));
    }
}
