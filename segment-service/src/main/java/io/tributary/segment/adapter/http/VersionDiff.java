package io.tributary.segment.adapter.http;

import io.tributary.segment.registry.SegmentVersion;
import io.tributary.segment.rule.RuleText;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What differs between two versions, field by field; the rule in the text language. */
record VersionDiff(int from, int to, boolean sameRule, List<Change> changes) {

    /** One field that differs. */
    record Change(
            String field, @Nullable Object before, @Nullable Object after) {}

    static VersionDiff between(SegmentVersion from, SegmentVersion to) {
        var changes = new ArrayList<Change>();
        var before = from.description();
        var after = to.description();
        add(changes, "rule", RuleText.print(from.written()), RuleText.print(to.written()));
        add(changes, "name", before.name(), after.name());
        add(changes, "owner", before.owner(), after.owner());
        add(changes, "purpose", before.purpose(), after.purpose());
        add(changes, "outcome", before.outcome(), after.outcome());
        add(changes, "cadence", before.cadence(), after.cadence());
        add(changes, "reviewDate", before.reviewDate(), after.reviewDate());
        add(changes, "actions", before.actions(), after.actions());
        add(changes, "tags", before.tags(), after.tags());
        add(changes, "public", before.isPublic(), after.isPublic());
        return new VersionDiff(from.number(), to.number(), from.hash().equals(to.hash()), changes);
    }

    private static void add(List<Change> changes, String field, @Nullable Object before, @Nullable Object after) {
        if (!Objects.equals(before, after)) {
            changes.add(new Change(field, before, after));
        }
    }
}
