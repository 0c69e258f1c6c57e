package io.tributary.ingestion.intake;

import io.tributary.ingestion.event.JsonBytes;
import io.tributary.ingestion.plan.PlanIndex;
import io.tributary.ingestion.privacy.PrivateFields;
import io.tributary.ingestion.suppression.Digest;
import io.tributary.ingestion.tenant.TenantState;
import io.tributary.ingestion.tenant.Tenants;
import java.util.HexFormat;

/**
 * What each tenant decides about its own calls: limits, what is kept out of the log, and tracking plans. All of it is in
 * memory.
 */
public record TenantRules(Tenants tenants, PlanIndex plans, Digest digest) {

    /** The namespace of digests that stand for private values: equal values are equal wherever they stand. */
    static final String PRIVATE_FIELD = "private_field";

    private static final CallReader READER = new CallReader();

    TenantState of(Arrival arrival) {
        return tenants.state(arrival.source().tenant());
    }

    /** The call without what its tenant keeps out. Costs nothing where the tenant keeps nothing out. */
    SentCall clean(SentCall sent, TenantState tenant) {
        if (tenant.privateFields().isEmpty() || !sent.isObject()) {
            return sent;
        }
        var clean = clean(sent.source(), tenant);
        return clean.equals(sent.source()) ? sent : READER.readStored(clean.copy());
    }

    /** What a batch says for all of its calls, without what its tenant keeps out. */
    Shared clean(Shared shared, TenantState tenant) {
        if (tenant.privateFields().isEmpty()) {
            return shared;
        }
        var members = shared.members();
        if (members.isEmpty()) {
            return shared;
        }
        var clean = clean(SentObject.object(members), tenant);
        return Shared.of(shared.sentAt(), shared.channel(), READER.readStored(clean.copy()));
    }

    /**
     * What may be kept of a refused call. One that cannot be read cannot be cleaned either: it is kept only where there is
     * nothing that it could give away.
     */
    IntakeVerdict.Refused refused(Refusal refusal, SentCall sent, Naming naming, TenantState tenant) {
        var source = sent.source();
        if (sent.isObject()) {
            var open = sent.hasWriteKey() ? PrivateFields.withoutWriteKey(source) : source;
            return refused(refusal, naming, clean(open, tenant), 0);
        }
        boolean mayGiveAway =
                !tenant.privateFields().isEmpty() || source.toString().contains("writeKey");
        return mayGiveAway
                ? refused(refusal, naming, source.first(0), source.length())
                : refused(refusal, naming, source, 0);
    }

    private static IntakeVerdict.Refused refused(Refusal refusal, Naming naming, JsonBytes kept, int withheldBytes) {
        return new IntakeVerdict.Refused(
                naming.rowId(), refusal, naming.messageId(), naming.call(), kept, naming.sentWith(), withheldBytes);
    }

    /** What a refused call is known by, and what it came with. */
    record Naming(String rowId, String messageId, String call, SentWith sentWith) {}

    private JsonBytes clean(JsonBytes call, TenantState tenant) {
        return tenant.privateFields()
                .clean(call, value -> HexFormat.of().formatHex(digest.of(tenant.tenant(), PRIVATE_FIELD, value)));
    }
}
