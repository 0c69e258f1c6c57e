package io.tributary.segment.adapter.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tributary.segment.freshness.FeedProgress.Standing;
import io.tributary.segment.freshness.SegmentFreshness;
import io.tributary.segment.list.ListRule;
import io.tributary.segment.preview.ChannelReach;
import io.tributary.segment.registry.Description;
import io.tributary.segment.registry.RegisteredSegment;
import io.tributary.segment.registry.SegmentVersion;
import io.tributary.segment.rule.RuleJson;
import io.tributary.segment.rule.RuleText;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How segments and versions look in answers. */
final class SegmentAnswers {

    private static final JsonMapper JSON = JsonMapper.shared();

    private SegmentAnswers() {}

    /**
     * A segment.
     *
     * @param version the newest version, whose content is shown
     * @param publishedVersion the version that decides memberships
     * @param list whether its members are uploaded
     * @param size current members, null when nobody can tell now or it is not published
     */
    record SegmentAnswer(
            String key,
            String name,
            String status,
            int version,
            @Nullable Integer publishedVersion,
            @Nullable Instant publishedAt,
            JsonNode rule,
            String text,
            String hash,
            String owner,
            String purpose,
            String outcome,
            String cadence,
            @Nullable LocalDate reviewDate,
            List<String> actions,
            List<String> tags,
            @JsonProperty("public") boolean isPublic,
            boolean list,
            Instant createdAt,
            String createdBy,
            @Nullable Long size,
            @Nullable Map<String, ChannelReach> reach,
            @Nullable Freshness freshness) {

        static SegmentAnswer of(RegisteredSegment segment) {
            var latest = segment.latest();
            var words = latest.description();
            return new SegmentAnswer(
                    segment.key(),
                    words.name(),
                    segment.status().name().toLowerCase(Locale.ROOT),
                    latest.number(),
                    segment.published() == null ? null : segment.published().number(),
                    segment.publishedAt(),
                    tree(latest),
                    RuleText.print(latest.written()),
                    latest.hash(),
                    words.owner(),
                    words.purpose(),
                    words.outcome(),
                    words.cadence(),
                    words.reviewDate(),
                    words.actions(),
                    words.tags(),
                    words.isPublic(),
                    ListRule.is(latest.rule(), segment.key()),
                    latest.createdAt(),
                    latest.createdBy(),
                    null,
                    null,
                    null);
        }

        SegmentAnswer with(@Nullable Long people, @Nullable Map<String, ChannelReach> reachable, Freshness fresh) {
            return new SegmentAnswer(
                    key,
                    name,
                    status,
                    version,
                    publishedVersion,
                    publishedAt,
                    rule,
                    text,
                    hash,
                    owner,
                    purpose,
                    outcome,
                    cadence,
                    reviewDate,
                    actions,
                    tags,
                    isPublic,
                    list,
                    createdAt,
                    createdBy,
                    people,
                    reachable,
                    fresh);
        }
    }

    /** Whether sizes are current: "fresh", "evaluating" after a change of definitions, or "stale" since when and why. */
    record Freshness(
            String state, @Nullable Instant since, @Nullable String cause) {

        /** Of what is read from now on: to be asked for before sizes and members are. */
        static Freshness of(SegmentFreshness now) {
            var standing = now.index();
            return standing.stale()
                    ? of(standing)
                    : new Freshness(now.isEvaluating() ? "evaluating" : "fresh", null, null);
        }

        static Freshness of(Standing standing) {
            return standing.stale()
                    ? new Freshness("stale", standing.since(), standing.cause())
                    : new Freshness("fresh", null, null);
        }
    }

    /** One version. */
    record VersionAnswer(
            int version,
            String name,
            JsonNode rule,
            String text,
            String hash,
            String owner,
            String purpose,
            String outcome,
            String cadence,
            @Nullable LocalDate reviewDate,
            List<String> actions,
            List<String> tags,
            @JsonProperty("public") boolean isPublic,
            Instant createdAt,
            String createdBy) {

        static VersionAnswer of(SegmentVersion version) {
            Description words = version.description();
            return new VersionAnswer(
                    version.number(),
                    words.name(),
                    tree(version),
                    RuleText.print(version.written()),
                    version.hash(),
                    words.owner(),
                    words.purpose(),
                    words.outcome(),
                    words.cadence(),
                    words.reviewDate(),
                    words.actions(),
                    words.tags(),
                    words.isPublic(),
                    version.createdAt(),
                    version.createdBy());
        }
    }

    private static JsonNode tree(SegmentVersion version) {
        return JSON.readTree(RuleJson.print(version.written()));
    }
}
