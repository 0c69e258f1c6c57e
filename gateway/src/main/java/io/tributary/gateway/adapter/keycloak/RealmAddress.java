package io.tributary.gateway.adapter.keycloak;

import java.net.URI;

/** Where a realm is, read from the issuer that its tokens carry. */
public record RealmAddress(String server, String realm) {

    private static final String MARK = "/realms/";

    public static RealmAddress ofIssuer(URI issuer) {
        var text = issuer.toString();
        int mark = text.lastIndexOf(MARK);
        if (mark < 0) {
            throw new IllegalArgumentException("the issuer " + text + " is not <server>/realms/<realm>");
        }
        return new RealmAddress(text.substring(0, mark), text.substring(mark + MARK.length()));
    }
}
