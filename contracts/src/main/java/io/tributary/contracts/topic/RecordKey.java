package io.tributary.contracts.topic;

import java.nio.charset.StandardCharsets;

/**
 * A record key: the tenant, then the topic's own part, joined by a slash. Tenants hold no slash, so the first one parts
 * them; the own part may hold more. Keys never hold personal data: identifiers appear as keyed digests in hex.
 *
 * @param tenant the tenant's key, or {@link #PLATFORM} for records of the installation itself
 * @param own what the topic's catalogue entry names, such as a profile id
 */
public record RecordKey(String tenant, String own) {

    /** The tenant part of records that belong to no tenant, such as a heartbeat. */
    public static final String PLATFORM = "_";

    public RecordKey {
        if (tenant.isEmpty() || tenant.indexOf('/') >= 0) {
            throw new IllegalArgumentException("a tenant is not empty and holds no slash");
        }
    }

    /** The key of a membership: profile first, so that {@link #partitioningPart} can cut the segment off. */
    public static RecordKey ofMembership(String tenant, String profileId, String segmentKey) {
        return new RecordKey(tenant, profileId + "/" + segmentKey);
    }

    /** Reads a key written by {@link #text}. A key without a tenant is an {@link IllegalArgumentException}. */
    public static RecordKey parse(String text) {
        int slash = text.indexOf('/');
        if (slash <= 0) {
            throw new IllegalArgumentException("a record key starts with its tenant");
        }
        return new RecordKey(text.substring(0, slash), text.substring(slash + 1));
    }

    /**
     * The part of a membership's key that decides its partition: tenant and profile, without the segment, hashed by
     * Kafka's default partitioner. All records of a profile therefore share a partition number.
     */
    public static byte[] partitioningPart(String membershipKey) {
        int profileEnd = membershipKey.indexOf('/', membershipKey.indexOf('/') + 1);
        return membershipKey.substring(0, profileEnd).getBytes(StandardCharsets.UTF_8);
    }

    public String text() {
        return tenant + "/" + own;
    }
}
