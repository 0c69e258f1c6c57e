package io.tributary.activation.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.activation.privacy.Subject.Known;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubjectTest {

    @Test
    void isFoundByEverythingThatNamesAPersonKindsOfTenantsToo() {
        var subject = subject(
                new Known("email", "anna@example.com", "k1"),
                new Known("crm_id", "crm-4711", "k2"),
                new Known("user_id", "u-47110815", "k3"));

        assertThat(subject.digests()).containsExactly("k1", "k2", "k3");
        assertThat(subject.values()).containsExactly("anna@example.com", "crm-4711", "u-47110815");
    }

    @ParameterizedTest
    @ValueSource(strings = {"anonymous_id", "device_id", "advertising_id", "idfa", "idfv", "gaid", "aaid"})
    void isNotFoundByADevice(String namespace) {
        var subject = subject(new Known(namespace, "d-0123456789abcdef", "k1"));

        assertThat(subject.digests()).isEmpty();
        assertThat(subject.values()).isEmpty();
    }

    @Test
    void isNotLookedForByAValueThatStandsEverywhere() {
        var subject = subject(new Known("crm_id", "4711", "k1"));

        assertThat(subject.values()).isEmpty();
        assertThat(subject.digests()).containsExactly("k1");
    }

    @Test
    void saysNothingPersonalAboutItself() {
        assertThat(subject(new Known("email", "anna@example.com", "k1")).toString())
                .doesNotContain("anna@example.com");
        assertThat(new Known("email", "anna@example.com", "k1").toString()).doesNotContain("anna", "k1");
    }

    private static Subject subject(Known... identifiers) {
        return new Subject("acme", "p1", List.of("p1"), List.of(identifiers));
    }
}
