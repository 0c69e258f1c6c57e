package io.tributary.identity.rules;

import io.tributary.identity.identifier.BlockedValues;
import io.tributary.identity.identifier.Namespace;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * One version of a tenant's identity rules.
 *
 * @param version rises by one with each change; 0 are the defaults that every tenant starts with
 * @param namespaces the rules of the namespaces by name; any other namespace follows {@link #OTHER}
 * @param maxIdentifiers at this many identifiers a profile takes no more
 * @param maxMerges after this many merges a profile takes no other profile in
 * @param sharedDevices when a device is nobody's own
 */
public record IdentityRules(
        int version,
        Map<String, NamespaceRule> namespaces,
        int maxIdentifiers,
        int maxMerges,
        SharedDevices sharedDevices)
        implements BlockedValues {

    /** External ids of a namespace that nobody configured: weaker than a phone, stronger than a device. */
    public static final NamespaceRule OTHER = NamespaceRule.of(5, 50);

    /** A push token is renewed now and then, and people have several handsets: as many as devices. */
    private static final NamespaceRule HANDSET = NamespaceRule.of(20, 110);

    /** Every identifier of every event is looked at: more would let one profile slow its tenant down. */
    public static final int MOST_IDENTIFIERS = 1_000;

    /** A chain of merges longer than this is a placeholder value that nobody blocked yet. */
    public static final int MOST_MERGES = 100;

    public IdentityRules {
        namespaces = Map.copyOf(namespaces);
        // A version that was stored before there was this rule has none.
        sharedDevices = Objects.requireNonNullElseGet(sharedDevices, SharedDevices::defaults);
    }

    /** The limits of the published policy comparison: user 1, e-mail 3, phone 2, device 20. */
    public static IdentityRules defaults() {
        var rules = new LinkedHashMap<String, NamespaceRule>();
        rules.put(Namespace.USER_ID, NamespaceRule.of(1, 10).onlyOne());
        rules.put(Namespace.EMAIL, NamespaceRule.of(3, 20));
        rules.put(Namespace.PHONE, NamespaceRule.of(2, 30));
        rules.put(Namespace.ANONYMOUS_ID, NamespaceRule.of(20, 100));
        return new IdentityRules(0, rules, MOST_IDENTIFIERS, MOST_MERGES, SharedDevices.defaults());
    }

    /** The same rules with another one for shared devices. */
    public IdentityRules with(SharedDevices other) {
        return new IdentityRules(version, namespaces, maxIdentifiers, maxMerges, other);
    }

    public NamespaceRule of(String namespace) {
        var rule = namespaces.get(namespace);
        return rule != null ? rule : Namespace.isOfHandset(namespace) ? HANDSET : OTHER;
    }

    /** Whether an identifier of this namespace says who is using a device. */
    public boolean isLogin(String namespace) {
        return of(namespace).unique() || sharedDevices.logins().contains(namespace);
    }

    @Override
    public boolean blocks(String namespace, String value) {
        return Placeholders.contain(namespace, value)
                || Wildcards.anyMatches(of(namespace).blocked(), value);
    }
}
