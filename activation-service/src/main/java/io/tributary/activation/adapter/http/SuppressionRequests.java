package io.tributary.activation.adapter.http;

import io.tributary.activation.delivery.Ids;
import io.tributary.activation.suppression.Effect;
import io.tributary.activation.suppression.Masked;
import io.tributary.activation.suppression.Subjects;
import io.tributary.activation.suppression.Suppression;
import io.tributary.activation.suppression.SuppressionKind;
import io.tributary.activation.suppression.SuppressionScope;
import io.tributary.contracts.digest.KeyedDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** Turns what callers send into suppressions; the value itself goes no further than here. */
@Component
class SuppressionRequests {

    private final KeyedDigest digest;
    private final Ids ids;
    private final Clock suiteClock;

    SuppressionRequests(KeyedDigest digest, Ids ids, @Qualifier("suiteClock") Clock suiteClock) {
        this.digest = digest;
        this.ids = ids;
        this.suiteClock = suiteClock;
    }

    /** What is sent; scope, kind and effect have defaults. */
    record Body(
            @Nullable String namespace,
            @Nullable String value,
            @Nullable String scope,
            @Nullable String scopeId,
            @Nullable String kind,
            @Nullable String effect,
            @Nullable String from,
            @Nullable String until,
            @Nullable String reason) {

        static Body of(Map<String, String> columns) {
            return new Body(
                    columns.get("namespace"),
                    columns.get("value"),
                    filled(columns.get("scope")),
                    filled(columns.get("scopeId")),
                    filled(columns.get("kind")),
                    filled(columns.get("effect")),
                    filled(columns.get("from")),
                    filled(columns.get("until")),
                    filled(columns.get("reason")));
        }

        private static @Nullable String filled(@Nullable String text) {
            return text == null || text.isBlank() ? null : text.strip();
        }
    }

    Suppression read(Caller caller, Body body) {
        var checks = new Checks();
        var scope = SuppressionScope.of(or(body.scope(), "global"));
        checks.that(scope.isPresent(), "/scope", "known", "global, channel, destination, list or audience");
        var scopeId = or(body.scopeId(), "");
        checks.that(
                scope.isEmpty() || (scope.get() == SuppressionScope.GLOBAL) == scopeId.isEmpty(),
                "/scopeId",
                "scope",
                "needed for every scope but global");
        var kind = SuppressionKind.of(or(body.kind(), "manual"));
        checks.that(kind.isPresent(), "/kind", "known", "a kind such as manual, unsubscribe, hard-bounce, erasure");
        var effect = Effect.of(or(body.effect(), "BLOCK"));
        checks.that(effect.isPresent(), "/effect", "known", "BLOCK, REMOVE, EXCLUDE or RESTRICT");
        var reason = or(body.reason(), "");
        checks.that(reason.length() <= 500, "/reason", "length", "at most 500 characters");
        var from = instant(body.from(), "/from", checks);
        var until = instant(body.until(), "/until", checks);
        var begin = from == null ? suiteClock.instant() : from;
        checks.that(until == null || until.isAfter(begin), "/until", "order", "after from");
        var named = subject(caller, body.namespace(), body.value(), checks);
        checks.orRefuse();
        return new Suppression(
                ids.next("sup"),
                caller.tenant(),
                named.subject(),
                scope.orElseThrow(),
                scopeId,
                kind.orElseThrow(),
                effect.orElseThrow(),
                begin,
                until,
                reason,
                named.masked());
    }

    /** A subject and its form for people. */
    record Named(Suppression.Subject subject, String masked) {}

    Named subject(Caller caller, @Nullable String namespace, @Nullable String value) {
        var checks = new Checks();
        var named = subject(caller, namespace, value, checks);
        checks.orRefuse();
        return named;
    }

    private Named subject(Caller caller, @Nullable String namespace, @Nullable String value, Checks checks) {
        var of = namespace == null ? "" : namespace;
        checks.that(Subjects.knows(of), "/namespace", "known", "email, phone, user_id, anonymous_id or profile_id");
        var normal = Subjects.normalise(of, value == null ? "" : value);
        checks.that(normal.isPresent(), "/value", "format", "a value of the namespace; phones with + and country code");
        var text = normal.orElse("");
        return new Named(new Suppression.Subject(of, digest.hex(caller.tenant(), of, text)), Masked.of(of, text));
    }

    private static @Nullable Instant instant(@Nullable String text, String pointer, Checks checks) {
        if (text == null) {
            return null;
        }
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            checks.that(false, pointer, "format", "an instant such as 2026-11-23T00:00:00Z");
            return null;
        }
    }

    private static String or(@Nullable String text, String otherwise) {
        return text == null ? otherwise : text;
    }
}
