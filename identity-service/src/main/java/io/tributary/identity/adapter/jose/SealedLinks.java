package io.tributary.identity.adapter.jose;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import com.nimbusds.jwt.EncryptedJWT;
import com.nimbusds.jwt.JWTClaimsSet;
import io.tributary.identity.preference.PreferenceLink;
import io.tributary.identity.preference.PreferenceLinks;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Links as JSON Web Encryption with AES-256-GCM under a key that is derived from the platform's secret for this purpose
 * alone: whoever has a token can neither read tenant and profile in it nor change its day.
 */
public final class SealedLinks implements PreferenceLinks {

    private static final String PURPOSE = "preference-page";
    private static final String NUMBER = "graph";
    private static final String DERIVATION = "HmacSHA256";
    /** Decoders of base64 skip what they do not know; a token that is not written as it was made is none. */
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_.-]{1,1000}");

    private final byte[] key;

    public SealedLinks(byte[] platformSecret) {
        this.key = derived(platformSecret);
    }

    private static byte[] derived(byte[] secret) {
        try {
            var mac = Mac.getInstance(DERIVATION);
            mac.init(new SecretKeySpec(secret, DERIVATION));
            return mac.doFinal(PURPOSE.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java platform has " + DERIVATION, e);
        }
    }

    @Override
    public String seal(PreferenceLink link) {
        var claims = new JWTClaimsSet.Builder()
                .audience(PURPOSE)
                .issuer(link.tenant())
                .subject(link.profile().toString())
                .claim(NUMBER, link.graphNumber())
                .expirationTime(Date.from(link.expiresAt()))
                .build();
        var token = new EncryptedJWT(new JWEHeader(JWEAlgorithm.DIR, EncryptionMethod.A256GCM), claims);
        try {
            token.encrypt(new DirectEncrypter(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("a link cannot be sealed", e);
        }
        return token.serialize();
    }

    @Override
    public Optional<PreferenceLink> open(String token) {
        if (!TOKEN.matcher(token).matches()) {
            return Optional.empty();
        }
        try {
            var sealed = EncryptedJWT.parse(token);
            sealed.decrypt(new DirectDecrypter(key));
            return link(sealed.getJWTClaimsSet());
        } catch (ParseException | JOSEException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Optional<PreferenceLink> link(JWTClaimsSet claims) throws ParseException {
        var number = claims.getLongClaim(NUMBER);
        return number != null && claims.getAudience().equals(List.of(PURPOSE))
                ? Optional.of(new PreferenceLink(
                        claims.getIssuer(),
                        UUID.fromString(claims.getSubject()),
                        number,
                        claims.getExpirationTime().toInstant()))
                : Optional.empty();
    }
}
