package io.tributary.identity.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesPolicyTest {

    @ParameterizedTest
    @CsvSource({
        "*@internal.shop.org, Anna@Internal.Shop.org, true",
        "test-*, test-17, true",
        "test-*, a-test-17, false",
        "*a*a*a*a*b, aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, false",
        "kiosk, KIOSK, true",
        "*, anything, true",
    })
    void matchesStars(String pattern, String value, boolean matches) {
        assertThat(Wildcards.anyMatches(List.of(pattern), value)).isEqualTo(matches);
    }

    @Test
    void acceptsTheDefaults() {
        assertThat(RulesPolicy.faultsOf(IdentityRules.defaults())).isEmpty();
    }

    @Test
    void pointsAtEveryFault() {
        var senseless = new NamespaceRule(0, Duration.ZERO, 0, false, List.of(" "));

        var faults = RulesPolicy.faultsOf(new IdentityRules(
                1,
                Map.of("Bad/Name", senseless),
                1,
                101,
                new SharedDevices(1, Duration.ofSeconds(30), Set.of("anonymous_id"))));

        assertThat(faults)
                .extracting(RulesPolicy.Fault::pointer)
                .containsExactlyInAnyOrder(
                        "/maxIdentifiers",
                        "/maxMerges",
                        "/sharedDevices/owners",
                        "/sharedDevices/session",
                        "/sharedDevices/logins",
                        "/namespaces/Bad~1Name",
                        "/namespaces/Bad~1Name/limit",
                        "/namespaces/Bad~1Name/priority",
                        "/namespaces/Bad~1Name/period",
                        "/namespaces/Bad~1Name/blocked");
    }
}
