package io.tributary.doubles.webhook;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookSigningException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import io.tributary.doubles.platform.Request;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lets the Standard Webhooks library judge a call; any of the endpoint's secrets may fit, as while rotating. */
final class Signatures {

    private static final String PREFIX = "whsec_";
    private static final List<String> HEADERS = List.of("webhook-id", "webhook-timestamp", "webhook-signature");

    private Signatures() {}

    /** Empty when a secret fits and the timestamp is fresh; otherwise what is wrong. */
    static Optional<Verdict> complaint(Request request, List<String> secrets) {
        if (HEADERS.stream().anyMatch(name -> request.header(name).isEmpty())) {
            return Optional.of(Verdict.UNSIGNED);
        }
        if (secrets.stream().anyMatch(secret -> isVerified(request, secret))) {
            return Optional.empty();
        }
        var onlyTheTimeIsWrong = secrets.stream().anyMatch(secret -> isSignedWith(request, secret));
        return Optional.of(onlyTheTimeIsWrong ? Verdict.STALE : Verdict.BAD_SIGNATURE);
    }

    /** A secret as the specification wants it: the prefix and 24 to 64 bytes in Base64. */
    static boolean isSecret(String text) {
        if (!text.startsWith(PREFIX)) {
            return false;
        }
        try {
            var length = Base64.getDecoder().decode(text.substring(PREFIX.length())).length;
            return length >= 24 && length <= 64;
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    private static boolean isVerified(Request request, String secret) {
        try {
            new Webhook(secret)
                    .verify(
                            request.body(),
                            Map.of(
                                    HEADERS.get(0),
                                            List.of(request.header(HEADERS.get(0))
                                                    .orElse("")),
                                    HEADERS.get(1),
                                            List.of(request.header(HEADERS.get(1))
                                                    .orElse("")),
                                    HEADERS.get(2),
                                            List.of(request.header(HEADERS.get(2))
                                                    .orElse(""))));
            return true;
        } catch (WebhookVerificationException | EmptyWebhookSecretException refused) {
            return false;
        }
    }

    private static boolean isSignedWith(Request request, String secret) {
        var id = request.header(HEADERS.get(0)).orElse("");
        var timestamp = request.header(HEADERS.get(1)).orElse("");
        if (!timestamp.matches("[0-9]{1,18}")) {
            return false;
        }
        try {
            var right = new Webhook(secret).sign(id, Long.parseLong(timestamp), request.body());
            var given = request.header(HEADERS.get(2)).orElse("");
            return Arrays.asList(given.split(" ", -1)).contains(right);
        } catch (WebhookSigningException | EmptyWebhookSecretException refused) {
            return false;
        }
    }
}
