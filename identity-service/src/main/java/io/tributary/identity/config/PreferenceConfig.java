package io.tributary.identity.config;

import io.tributary.identity.adapter.http.ConsentHistoryController;
import io.tributary.identity.adapter.http.Door;
import io.tributary.identity.adapter.http.PreferencesController;
import io.tributary.identity.adapter.jose.SealedLinks;
import io.tributary.identity.adapter.postgres.PostgresConsentHistory;
import io.tributary.identity.change.ChangeByHand;
import io.tributary.identity.consent.ConsentHistory;
import io.tributary.identity.graph.Graphs;
import io.tributary.identity.intake.Tenants;
import io.tributary.identity.preference.OpenPage;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

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
            Graphs graphs,
            ChangeByHand changes,
            ConsentHistory history,
            Clock realClock,
            @Qualifier("suiteClock") Clock suiteClock) {
        return new OpenPage(
                new SealedLinks(platform.secretBytes()),
                tenants,
                graphs,
                changes,
                history,
                new OpenPage.Clocks(realClock, suiteClock, properties.linkLifetime()));
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
