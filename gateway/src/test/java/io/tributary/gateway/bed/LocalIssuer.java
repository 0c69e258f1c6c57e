package io.tributary.gateway.bed;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;

/** Issues tokens as Keycloak writes them, with any claims, and serves the key that verifies them. */
public final class LocalIssuer implements AutoCloseable {

    private static final String CERTS = "/realms/cdp/protocol/openid-connect/certs";

    private final FakeService keys = FakeService.start();
    private final RSAKey key;

    public LocalIssuer() {
        try {
            key = new RSAKeyGenerator(2048).keyID("test").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        showKeys();
    }

    public void showKeys() {
        keys.answers(CERTS, 200, "application/json", new JWKSet(key.toPublicJWK()).toString());
    }

    /** From now on the key cannot be fetched. */
    public void hideKeys() {
        keys.answers(CERTS, 503, "text/plain", "");
    }

    /** A token that names a key which nobody knows: whoever checks it asks for the keys again. */
    public String tokenOfAnotherKey() {
        return signed("another", List.of("acme"), Duration.ofMinutes(5), "admin");
    }

    public URI url() {
        return keys.url().resolve("/realms/cdp");
    }

    /** A token of an account that belongs to these tenants and has these roles. */
    public String token(List<String> tenants, String... roles) {
        return token(tenants, Duration.ofMinutes(5), roles);
    }

    public String token(List<String> tenants, Duration validFor, String... roles) {
        return signed("test", tenants, validFor, roles);
    }

    private String signed(String keyId, List<String> tenants, Duration validFor, String... roles) {
        var organizations = new java.util.LinkedHashMap<String, Object>();
        tenants.forEach(it -> organizations.put(it, Map.of("id", it)));
        var claims = new JWTClaimsSet.Builder()
                .issuer(url().toString())
                .audience("cdp-api")
                .subject("account-" + String.join("-", roles))
                .issueTime(Date.from(Instant.now().minusSeconds(3600)))
                .expirationTime(Date.from(Instant.now().plus(validFor)))
                .claim("realm_access", Map.of("roles", List.of(roles)));
        if (!tenants.isEmpty()) {
            claims.claim("organization", organizations);
        }
        try {
            var token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(keyId).build(), claims.build());
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        keys.close();
    }
}
