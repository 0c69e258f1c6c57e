package io.tributary.activation.adapter.postgres;

import io.tributary.activation.connector.Settings;
import io.tributary.activation.destination.Destination;
import io.tributary.activation.destination.Destinations;
import io.tributary.activation.secret.Envelope;
import io.tributary.activation.secret.Secrets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Destinations; their secrets are sealed and bound to the destination's id. */
public final class PostgresDestinations implements Destinations {

    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private final Store store;
    private final Envelope envelope;
    private final JsonMapper json;

    public PostgresDestinations(Store store, Envelope envelope, JsonMapper json) {
        this.store = store;
        this.envelope = envelope;
        this.json = json;
    }

    @Override
    public boolean add(Destination destination) {
        return store.in(jdbc -> write(jdbc, destination, """
                        insert into destination
                            (id, tenant, key, name, kind, config, secrets, stop_reason, created_ms, updated_ms)
                        values (:id, :tenant, :key, :name, :kind, cast(:config as jsonb), :secrets, :stop, :created, :updated)
                        on conflict (tenant, key) do nothing
                        """) > 0);
    }

    @Override
    public void replace(Destination destination) {
        store.in(jdbc -> write(jdbc, destination, """
                        update destination set name = :name, config = cast(:config as jsonb), secrets = :secrets,
                            stop_reason = :stop, updated_ms = :updated
                        where id = :id and tenant = :tenant
                        """));
    }

    private int write(JdbcClient jdbc, Destination destination, String sql) {
        return jdbc.sql(sql)
                .param("id", destination.id())
                .param("tenant", destination.tenant())
                .param("key", destination.key())
                .param("name", destination.name())
                .param("kind", destination.kind())
                .param("config", json.writeValueAsString(destination.config().values()))
                .param(
                        "secrets",
                        envelope.seal(
                                destination.id(),
                                json.writeValueAsString(destination.secrets().values())))
                .param("stop", destination.stopReason())
                .param("created", destination.createdAt().toEpochMilli())
                .param("updated", destination.updatedAt().toEpochMilli())
                .update();
    }

    @Override
    public Optional<Destination> find(String tenant, String id) {
        return store.in(jdbc -> jdbc.sql("select * from destination where tenant = :tenant and (id = :id or key = :id)")
                .param("tenant", tenant)
                .param("id", id)
                .query((row, number) -> read(row))
                .optional());
    }

    @Override
    public List<Destination> list(String tenant, @Nullable String after, int limit) {
        return store.in(jdbc -> jdbc.sql(
                        "select * from destination where tenant = :tenant and id > :after order by id limit :limit")
                .param("tenant", tenant)
                .param("after", after == null ? "" : after)
                .param("limit", limit)
                .query((row, number) -> read(row))
                .list());
    }

    @Override
    public void stop(String tenant, String id, String reason) {
        store.in(jdbc -> jdbc.sql("update destination set stop_reason = :reason where tenant = :tenant and id = :id")
                .param("reason", reason)
                .param("tenant", tenant)
                .param("id", id)
                .update());
    }

    private Destination read(ResultSet row) throws SQLException {
        var id = row.getString("id");
        return new Destination(
                id,
                row.getString("tenant"),
                row.getString("key"),
                row.getString("name"),
                row.getString("kind"),
                new Settings(json.readValue(row.getString("config"), TEXTS)),
                new Secrets(json.readValue(envelope.open(id, row.getBytes("secrets")), TEXTS)),
                row.getString("stop_reason"),
                Instant.ofEpochMilli(row.getLong("created_ms")),
                Instant.ofEpochMilli(row.getLong("updated_ms")));
    }
}
