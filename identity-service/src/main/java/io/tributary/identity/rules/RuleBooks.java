package io.tributary.identity.rules;

/** The tenants' identity rules, version by version. Calls block. */
public interface RuleBooks {

    IdentityRules current(String tenant);

    /**
     * Brings the proposal into force as the next version, from the next batch of events on.
     *
     * @param at suite milliseconds
     * @return the rules with their version
     */
    IdentityRules replace(String tenant, IdentityRules proposal, String account, long at);
}
