package io.tributary.ingestion.intake;

import io.tributary.ingestion.event.CallType;
import io.tributary.ingestion.plan.PlanCompiler;
import io.tributary.ingestion.plan.PlanIndex;
import io.tributary.ingestion.plan.schema.Compilation;
import io.tributary.ingestion.privacy.PrivateAction;
import io.tributary.ingestion.privacy.PrivateField;
import io.tributary.ingestion.privacy.PrivateFields;
import io.tributary.ingestion.source.KeyHash;
import io.tributary.ingestion.source.KeyKind;
import io.tributary.ingestion.source.Source;
import io.tributary.ingestion.source.SourceKey;
import io.tributary.ingestion.source.SourceSettings;
import io.tributary.ingestion.suppression.Digest;
import io.tributary.ingestion.suppression.DoorList;
import io.tributary.ingestion.tenant.OwnLimits;
import io.tributary.ingestion.tenant.TenantState;
import io.tributary.ingestion.tenant.Tenants;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What intake's tests judge with: a policy with countable ids, and arrivals at a fixed time. */
public final class Intake {

    public static final Instant NOW = Instant.parse("2026-01-02T12:00:00Z");

    /** A digest that is no secret: the value itself behind its namespace. */
    public static final Digest DIGEST =
            (tenant, namespace, value) -> (namespace + value).getBytes(StandardCharsets.UTF_8);

    public static final DoorList DOOR_LIST = new DoorList(DIGEST);

    private Intake() {}

    /** The policy of a tenant that decides nothing itself. */
    static IntakePolicy policy() {
        return policy(new Tenants(), noPlans());
    }

    public static IntakePolicy policy(Tenants tenants, PlanIndex plans) {
        var ids = new AtomicInteger();
        return new IntakePolicy(
                new TimePolicy(Duration.ofMinutes(5), true),
                DOOR_LIST,
                new TenantRules(tenants, plans, DIGEST),
                MessageIds.atTheDoor(() -> "given-" + ids.incrementAndGet(), DIGEST),
                () -> "row-" + ids.incrementAndGet());
    }

    public static PlanIndex noPlans() {
        return new PlanIndex(new PlanCompiler(schema -> new Compilation.Refused(List.of())));
    }

    /** A tenant {@code acme} that keeps these fields out; each is a path, with {@code #} in front to be hashed. */
    static Tenants keepingOut(String... paths) {
        var fields = Stream.of(paths)
                .map(it -> it.startsWith("#")
                        ? new PrivateField(it.substring(1), PrivateAction.HASH)
                        : new PrivateField(it, PrivateAction.DROP))
                .toList();
        var tenants = new Tenants();
        tenants.put(new TenantState("acme", false, 0, OwnLimits.NONE, PrivateFields.of(fields), "", true));
        return tenants;
    }

    /** What {@link #DIGEST} makes of a private value. */
    static String digested(String value) {
        return HexFormat.of().formatHex(DIGEST.of("acme", "private_field", value));
    }

    static SentCall call(String json) {
        return new CallReader().readStored(json.getBytes(StandardCharsets.UTF_8));
    }

    static Source source() {
        return source(false);
    }

    static Source historicalSource() {
        return source(true);
    }

    private static Source source(boolean historical) {
        return source(SourceSettings.of("Web", true, historical));
    }

    static Source source(SourceSettings settings) {
        var key = new SourceKey(KeyKind.WRITE, "k", KeyHash.of("key"), NOW, null);
        return new Source("acme", "s-1", "web", settings, List.of(key), 1);
    }

    static Arrival arrival(@Nullable CallType route) {
        return Arrival.atTheDoor(source(), route, NOW, false, EventLimits.DEFAULTS);
    }

    /** The verdicts on the calls of a batch. */
    static List<IntakeVerdict> judgeBatch(IntakePolicy policy, String json) {
        var envelope = (Reading.Envelope) new CallReader().readBatch(json.getBytes(StandardCharsets.UTF_8));
        return policy.judge(envelope.calls(), envelope.shared(), arrival(null));
    }

    /** The verdict on one call of that route. */
    static IntakeVerdict judge(@Nullable CallType route, String json) {
        return judge(json, arrival(route));
    }

    static IntakeVerdict judge(String json, Arrival arrival) {
        return policy().judge(call(json), arrival);
    }
}
