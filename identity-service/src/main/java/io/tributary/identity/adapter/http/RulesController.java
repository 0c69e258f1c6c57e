package io.tributary.identity.adapter.http;

import io.tributary.contracts.problem.ProblemType;
import io.tributary.identity.rules.IdentityRules;
import io.tributary.identity.rules.NamespaceRule;
import io.tributary.identity.rules.RuleBooks;
import io.tributary.identity.rules.RulesPolicy;
import io.tributary.identity.rules.SharedDevices;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The tenant's identity rules. A put replaces them as a whole and makes the next version; the same again makes none. */
@RestController
@RequestMapping("/api/v1/identity/rules")
public final class RulesController {

    private final Door door;
    private final RuleBooks rules;
    private final Clock suiteClock;

    public RulesController(Door door, RuleBooks rules, Clock suiteClock) {
        this.door = door;
        this.rules = rules;
        this.suiteClock = suiteClock;
    }

    /** A namespace's rule on the wire; the period is an ISO 8601 duration, absent for ever. */
    record RuleBody(
            @Nullable Integer limit,
            @Nullable Duration period,
            @Nullable Integer priority,
            @Nullable Boolean unique,
            @Nullable List<String> blocked) {

        static RuleBody from(NamespaceRule rule) {
            return new RuleBody(rule.limit(), rule.period(), rule.priority(), rule.unique(), rule.blocked());
        }

        /** What is left out is taken from the rule of namespaces that nobody configured. */
        NamespaceRule toRule() {
            return new NamespaceRule(
                    limit == null ? IdentityRules.OTHER.limit() : limit,
                    period,
                    priority == null ? IdentityRules.OTHER.priority() : priority,
                    unique != null && unique,
                    blocked == null ? List.of() : blocked);
        }
    }

    /** When a device is shared, on the wire; the session is an ISO 8601 duration. What is left out is the default. */
    record SharedBody(
            @Nullable Integer owners,
            @Nullable Duration session,
            @Nullable Set<String> logins) {

        static SharedBody from(SharedDevices rule) {
            return new SharedBody(rule.owners(), rule.session(), new TreeSet<>(rule.logins()));
        }

        SharedDevices toRule() {
            var defaults = SharedDevices.defaults();
            return new SharedDevices(
                    owners == null ? defaults.owners() : owners,
                    session == null ? defaults.session() : session,
                    logins == null ? defaults.logins() : logins);
        }
    }

    /** The rules on the wire; the version is answered and not read. */
    record RulesBody(
            @Nullable Integer version,
            @Nullable Map<String, RuleBody> namespaces,
            @Nullable Integer maxIdentifiers,
            @Nullable Integer maxMerges,
            @Nullable SharedBody sharedDevices) {

        static RulesBody from(IdentityRules rules) {
            var namespaces = new TreeMap<String, RuleBody>();
            rules.namespaces().forEach((name, rule) -> namespaces.put(name, RuleBody.from(rule)));
            return new RulesBody(
                    rules.version(),
                    namespaces,
                    rules.maxIdentifiers(),
                    rules.maxMerges(),
                    SharedBody.from(rules.sharedDevices()));
        }

        /** Refuses what makes no sense, naming every fault. */
        void check() {
            if (namespaces == null) {
                throw refused(
                        List.of(new RulesPolicy.Fault("/namespaces", "required", "Give the rules by namespace.")));
            }
            var faults = RulesPolicy.faultsOf(toRules(0));
            if (!faults.isEmpty()) {
                throw refused(faults);
            }
        }

        IdentityRules toRules(int version) {
            var byName = new LinkedHashMap<String, NamespaceRule>();
            if (namespaces != null) {
                namespaces.forEach((name, rule) -> byName.put(name, rule.toRule()));
            }
            return new IdentityRules(
                    version,
                    byName,
                    maxIdentifiers == null ? IdentityRules.MOST_IDENTIFIERS : maxIdentifiers,
                    maxMerges == null ? IdentityRules.MOST_MERGES : maxMerges,
                    sharedDevices == null ? SharedDevices.defaults() : sharedDevices.toRule());
        }
    }

    @GetMapping
    Mono<RulesBody> rules(@AuthenticationPrincipal Jwt token) {
        var caller = door.caller(token).mayRead();
        return door.blocking(() -> RulesBody.from(rules.current(caller.tenant())));
    }

    @PutMapping
    Mono<RulesBody> replace(@AuthenticationPrincipal Jwt token, @RequestBody RulesBody request) {
        var caller = door.caller(token).mayManage();
        request.check();
        return door.blocking(() -> {
            var current = rules.current(caller.tenant());
            var proposal = request.toRules(current.version());
            return RulesBody.from(
                    proposal.equals(current)
                            ? current
                            : rules.replace(caller.tenant(), proposal, caller.account(), suiteClock.millis()));
        });
    }

    private static ProblemException refused(List<RulesPolicy.Fault> faults) {
        return new ProblemException(
                ProblemType.INVALID_REQUEST,
                "The rules break a rule: see violations.",
                faults.stream()
                        .map(it -> new ProblemException.Violation(it.pointer(), it.rule(), it.message()))
                        .toList());
    }
}
