package io.tributary.identity.config;

import io.tributary.identity.adapter.http.AskedPurposesController;
import io.tributary.identity.adapter.http.ConsentHistoryController;
import io.tributary.identity.adapter.http.Door;
import io.tributary.identity.adapter.http.PreferencesController;
import io.tributary.identity.adapter.jose.SealedLinks;
import io.tributary.identity.adapter.postgres.PostgresAskedPurposes;
import io.tributary.identity.adapter.postgres.PostgresConsentHistory;
import io.tributary.identity.adapter.postgres.PostgresPreferences;
import io.tributary.identity.change.ChangeByHand;
import io.tributary.identity.consent.ConsentHistory;
import io.tributary.identity.graph.Graphs;
import io.tributary.identity.intake.Tenants;
import io.tributary.identity.preference.AskedPurposes;
import io.tributary.identity.preference.OpenPage;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What people allow, as they see it themselves and as it was. */
@Configuration(proxyBeanMethods = false)
class PreferenceConfig {

    @Bean
    ConsentHistory consentHistory(JdbcClient jdbc) {
        return new PostgresConsentHistory(jdbc);
    }

    @Bean
    OpenPage openPage(
            PlatformProperties platform,
            PreferenceProperties properties,
            Tenants tenants,
            JdbcClient jdbc,
            AskedPurposes asked,
            Graphs graphs,
            ChangeByHand changes,
            Clock realClock,
            @Qualifier("suiteClock") Clock suiteClock) {
        return new OpenPage(
                new SealedLinks(platform.secretBytes()),
                tenants,
                new OpenPage.Stores(
                        new PostgresPreferences(jdbc),
                        asked,
                        tenant -> graphs.standing(tenant).number()),
                changes,
                new OpenPage.Clocks(realClock, suiteClock, properties.linkLifetime()));
    }

    @Bean
    AskedPurposes askedPurposes(JdbcClient jdbc, PlatformTransactionManager transactions) {
        return new PostgresAskedPurposes(jdbc, new TransactionTemplate(transactions));
    }

    @Bean
    AskedPurposesController askedPurposesController(Door door, AskedPurposes asked) {
        return new AskedPurposesController(door, asked);
    }

    @Bean
    PreferencesController preferencesController(OpenPage pages, Door door) {
        return new PreferencesController(pages, door);
    }

    @Bean
    ConsentHistoryController consentHistoryController(
            Door door, Graphs graphs, ConsentHistory history, OpenPage pages) {
        return new ConsentHistoryController(door, graphs, history, pages);
    }
}
