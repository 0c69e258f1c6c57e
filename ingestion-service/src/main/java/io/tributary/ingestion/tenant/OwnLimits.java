package io.tributary.ingestion.tenant;

/**
 * What a tenant may send at once, as the gateway keeps it; zero means the installation's default.
 *
 * @param nesting levels of objects and arrays in one call
 * @param members members of one object of a call
 */
public record OwnLimits(int eventBytes, int batchBytes, int batchEvents, int nesting, int members) {

    public static final OwnLimits NONE = new OwnLimits(0, 0, 0, 0, 0);
}
