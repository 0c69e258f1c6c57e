package io.tributary.identity.privacy;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asked for, and how far it is.
 *
 * @param lifted what a lift takes back; null for every other kind
 * @param subjectKey names kind and subject without personal data
 * @param profile the profile, as far as one was known
 * @param person empty before the first stage and after the last: then nothing of the person is kept here
 * @param requestedAt real milliseconds
 * @param dueAt real milliseconds at which there is something to do that no answer brings about
 * @param finishedAt real milliseconds; null while it is unfinished
 */
public record PrivacyRequest(
        String tenant,
        UUID id,
        @Nullable RequestKind lifted,
        String subjectKey,
        @Nullable UUID profile,
        Optional<Subject> subject,
        Optional<Person> person,
        long requestedAt,
        String requestedBy,
        Saga saga,
        long dueAt,
        @Nullable Long finishedAt) {

    public RequestKind kind() {
        return saga.kind();
    }

    PrivacyRequest found(Person now) {
        return new PrivacyRequest(
                tenant,
                id,
                lifted,
                subjectKey,
                now.profile(),
                subject,
                Optional.of(now),
                requestedAt,
                requestedBy,
                saga,
                dueAt,
                finishedAt);
    }

    /** Goes on with this; what is over keeps nothing of the person. */
    PrivacyRequest with(Saga next, long due, long now) {
        return new PrivacyRequest(
                tenant,
                id,
                lifted,
                subjectKey,
                profile,
                next.finished() ? Optional.empty() : subject,
                next.finished() ? Optional.empty() : person,
                requestedAt,
                requestedBy,
                next,
                due,
                next.finished() ? Long.valueOf(now) : finishedAt);
    }
}
