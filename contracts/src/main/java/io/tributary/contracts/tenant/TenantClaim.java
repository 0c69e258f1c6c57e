package io.tributary.contracts.tenant;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the {@code organization} claim of a verified token says about the tenant. Keycloak writes an object keyed by
 * organization alias, or an array of aliases, and leaves the claim out when the scope was ambiguous or not granted.
 */
public sealed interface TenantClaim {

    /** The claim's name in the token. */
    String CLAIM = "organization";

    /** Exactly one organization: its alias is the tenant's key everywhere. */
    record One(String tenant) implements TenantClaim {}

    /** No organization: good for nothing but the routes of a platform administrator. */
    record Missing() implements TenantClaim {}

    /** Several: which one is meant is not ours to guess. */
    record Several() implements TenantClaim {}

    static TenantClaim of(Map<String, ?> claims) {
        var aliases = aliases(claims.get(CLAIM));
        return switch (aliases.size()) {
            case 0 -> new Missing();
            case 1 -> new One(aliases.getFirst());
            default -> new Several();
        };
    }

    private static List<String> aliases(@Nullable Object claim) {
        if (claim instanceof Map<?, ?> byAlias) {
            return byAlias.keySet().stream().map(String::valueOf).toList();
        }
        if (claim instanceof Collection<?> list) {
            return list.stream().map(String::valueOf).toList();
        }
        return List.of();
    }
}
