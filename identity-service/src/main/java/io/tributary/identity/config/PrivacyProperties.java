package io.tributary.identity.config;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How privacy requests are kept at.
 *
 * @param deadline by when a request is to be answered, as the law has it
 * @param alarmAfter an unfinished request is overdue after this
 * @param askAgain how long systems have to answer a stage before it is asked for again; doubles each time
 * @param askAgainAtMost never longer
 * @param fileKept how long an access request's file is kept
 */
@Validated
@ConfigurationProperties(prefix = "cdp.identity.privacy")
record PrivacyProperties(
        @DefaultValue("30d") Duration deadline,
        @DefaultValue("24h") Duration alarmAfter,
        @DefaultValue("30s") Duration askAgain,
        @DefaultValue("10m") Duration askAgainAtMost,
        @DefaultValue("7d") Duration fileKept) {}
