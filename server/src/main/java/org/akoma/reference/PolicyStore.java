package org.akoma.reference;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** All SQL on reference.policy_value. */
@Repository
class PolicyStore {

    private final JdbcClient jdbc;
    private final TransactionTemplate apart;

    /** A transaction of its own: a limit is looked up in the middle of others' work, on other logins. */
    PolicyStore(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
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

    void replace(Map<String, String> values, String source, Instant now) {
        apart.executeWithoutResult(status -> {
            jdbc.sql("delete from reference.policy_value").update();
            values.forEach((key, value) -> jdbc.sql("""
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
