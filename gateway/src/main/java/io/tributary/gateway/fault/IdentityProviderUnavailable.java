package io.tributary.gateway.fault;

/** The identity provider did not answer or failed; the step may be repeated. */
public final class IdentityProviderUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public IdentityProviderUnavailable(Throwable cause) {
        super("the identity provider does not answer", cause);
    }
}
