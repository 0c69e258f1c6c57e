package io.tributary.activation.adapter.postgres;

import io.tributary.activation.suppression.Statements;
import java.time.Clock;
import java.time.Duration;
import tools.jackson.databind.json.JsonMapper;

/** The stores that belong together, built once with what they share. */
public record PostgresStores(
        PostgresPeople people,
        PostgresContacts contacts,
        PostgresSuppressions suppressions,
        PostgresPersonStore personStore) {

    public static PostgresStores of(
            Store store,
            JsonMapper json,
            Statements statements,
            Duration heartbeatLimit,
            Clock suiteClock,
            Clock realClock) {
        var people = new PostgresPeople(store, json, heartbeatLimit);
        var reaching = new Reaching(statements, suiteClock);
        return new PostgresStores(
                people,
                new PostgresContacts(store, people, reaching, json, realClock),
                new PostgresSuppressions(store, people, reaching, statements, suiteClock, realClock),
                new PostgresPersonStore(store, reaching, json));
    }
}
