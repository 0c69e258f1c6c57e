package io.tributary.segment.adapter.elasticsearch;

import io.tributary.segment.stay.StayKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** Document ids: the tenant is part of each, and what a client may have chosen is hashed. */
final class DocumentId {

    private static final int HASH_BYTES = 16;

    private DocumentId() {}

    /** A profile id is ours and says nothing about the person. */
    static String ofProfile(String tenant, String profileId) {
        return tenant + ':' + profileId;
    }

    /** The newest stay of a profile in a segment. */
    static String ofStay(StayKey key) {
        return key.tenant() + ':' + key.profileId() + ':' + key.segment();
    }

    /** One that a newer stay has followed. */
    static String ofEarlierStay(StayKey key, long number) {
        return ofStay(key) + '@' + number;
    }

    /** 128 bits of SHA-256 over tenant and message id, as de-duplication compares them. */
    static String ofMessage(String tenant, String messageId) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((tenant + '\n' + messageId).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, HASH_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
