package io.tributary.identity.privacy;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request before anything is done about it.
 *
 * @param lifted what a lift takes back; null for every other kind
 * @param subjectKey names kind and subject without personal data
 * @param evidence why an erasure is taken back; empty for every other kind
 * @param person empty where it is found when the first stage begins
 * @param at real milliseconds
 */
public record NewRequest(
        String tenant,
        UUID id,
        RequestKind kind,
        @Nullable RequestKind lifted,
        String subjectKey,
        @Nullable UUID profile,
        Subject subject,
        Optional<Person> person,
        String evidence,
        String account,
        long at) {}
