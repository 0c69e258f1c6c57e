package io.tributary.ingestion.suppression;

/** The installation's keyed digest: equal in every service, useless to who lacks the secret. */
@FunctionalInterface
public interface Digest {

    /** 32 bytes over (tenant, namespace, value in its normal form). */
    byte[] of(String tenant, String namespace, String value);
}
