package org.akoma.ground.reference;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.akoma.ground.database.Owner;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** All SQL on reference.policy_value and its past. */
@Repository
class PolicyStore {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<Map<String, String>> HELD = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final Owner owner;
    private final TransactionTemplate apart;

    /** A transaction of its own: a limit is looked up in the middle of others' work, on other logins. */
    PolicyStore(JdbcClient jdbc, Owner owner, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.owner = owner;
        this.apart = new TransactionTemplate(transactions);
        apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    Map<String, String> all() {
        Map<String, String> values = new LinkedHashMap<>();
        apart.executeWithoutResult(status -> jdbc.sql("select key, value from reference.policy_value order by key")
                .query(row -> {
                    values.put(row.getString(1), row.getString(2));
                }));
        return Map.copyOf(values);
    }

    Map<String, SavedPolicies.Change> changes() {
        Map<String, SavedPolicies.Change> changes = new LinkedHashMap<>();
        apart.executeWithoutResult(status -> jdbc.sql("select key, source, changed_at from reference.policy_value")
                .query(row -> {
                    changes.put(
                            row.getString(1),
                            new SavedPolicies.Change(
                                    row.getString(2),
                                    row.getObject(3, OffsetDateTime.class).toInstant()));
                }));
        return changes;
    }

    /** What held then; before the first change, what it set. Empty where nothing was ever remembered. */
    Optional<Map<String, String>> heldAt(Instant then) {
        return Objects.requireNonNull(apart.execute(status -> jdbc.sql("""
            select held::text from reference.policy_change
             order by at <= :then desc, case when at <= :then then at end desc, at, id desc limit 1
            """)
                .param("then", then.atOffset(ZoneOffset.UTC))
                .query((row, n) -> JSON.readValue(row.getString(1), HELD))
                .optional()));
    }

    /** By the owner, at a start. Nothing when the last that was remembered is the same, and on a host that is a guest. */
    void remember(Map<String, String> held, Instant now) {
        if (!owner.isHere()) return;
        JdbcClient.create(owner.source())
                .sql("""
                    insert into reference.policy_change (at, held) select :now, :held::jsonb
                     where :held::jsonb is distinct from (select c.held from reference.policy_change c order by c.at desc, c.id desc limit 1)
                    """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("held", JSON.writeValueAsString(held))
                .update();
    }

    /** By the owner, in a command of the operator: with the past of the values that they replace. */
    void replace(Map<String, String> values, String source, Instant now) {
        DataSource database = owner.source();
        JdbcClient writing = JdbcClient.create(database);
        new TransactionTemplate(new JdbcTransactionManager(database)).executeWithoutResult(status -> {
            writing.sql("delete from reference.policy_value").update();
            writing.sql("delete from reference.policy_change").update();
            values.forEach((key, value) -> writing.sql("""
                insert into reference.policy_value (key, value, source, changed_at) values (:key, :value, :source, :now)
                """)
                    .param("key", key)
                    .param("value", value)
                    .param("source", source)
                    .param("now", now.atOffset(ZoneOffset.UTC))
                    .update());
        });
    }
}
