package io.tributary.segment;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** An identity provider as small as it can be: one key, its public half over HTTP, tokens as Keycloak writes them. */
final class TestIssuer implements AutoCloseable {

    private static final String ISSUER = "http://issuer.test/realms/cdp";

    private final RSAKey key;
    private final HttpServer server;

    TestIssuer() throws JOSEException, IOException {
        key = new RSAKeyGenerator(2048).keyID("test").generate();
        var keys = new JWKSet(key.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/jwks", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, keys.length);
            try (var body = exchange.getResponseBody()) {
                body.write(keys);
            }
        });
        server.start();
    }

    String keysUri() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/jwks";
    }

    static String issuer() {
        return ISSUER;
    }

    String token(String tenant, String role) {
        try {
            long now = Clock.systemUTC().millis() / 1000;
            var token = new JWSObject(
                    new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("test").build(),
                    new Payload(Map.of(
                            "iss",
                            ISSUER,
                            "sub",
                            "account-" + role,
                            "aud",
                            "cdp-api",
                            "iat",
                            now,
                            "exp",
                            now + 600,
                            "organization",
                            List.of(tenant),
                            "realm_access",
                            Map.of("roles", List.of(role)))));
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
