package io.tributary.identity.config;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The person's own page.
 *
 * @param linkLifetime how long a link opens it; people answer old messages, and who finds an older one answers nothing
 */
@Validated
@ConfigurationProperties(prefix = "cdp.identity.preferences")
record PreferenceProperties(
        @NotNull @DurationMin(hours = 1) @DurationMax(days = 400) @DefaultValue("90d")
        Duration linkLifetime) {}
