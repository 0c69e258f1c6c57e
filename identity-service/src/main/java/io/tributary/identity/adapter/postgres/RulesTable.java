package io.tributary.identity.adapter.postgres;

import io.tributary.identity.rules.IdentityRules;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The versions of the tenants' rules, as JSON. */
final class RulesTable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JdbcClient jdbc;

    RulesTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    IdentityRules version(String tenant, int version) {
        return jdbc.sql("select body from identity_rules where tenant = ? and version = ?")
                .params(tenant, version)
                .query((row, _) -> JSON.readValue(Rows.text(row, "body"), IdentityRules.class))
                .optional()
                .orElseGet(IdentityRules::defaults);
    }

    void add(String tenant, IdentityRules rules, String account, long at) {
        jdbc.sql("insert into identity_rules (tenant, version, body, changed_by, changed_at) values (?, ?, ?, ?, ?)")
                .params(tenant, rules.version(), JSON.writeValueAsString(rules), account, at)
                .update();
    }
}
