package org.akoma.ground.reference;

import java.util.Collection;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * All SQL on reference.limit_in_force and reference.policy_bound, which the owner of the tables alone may write. Both are replaced under a lock of the
 * table: of two copies that start together, the second would not delete the rows that the first has just inserted, and insert them again.
 */
final class LimitStore {

    private final JdbcClient jdbc;
    private final TransactionTemplate whole;

    LimitStore(DataSource owner) {
        this.jdbc = JdbcClient.create(owner);
        this.whole = new TransactionTemplate(new JdbcTransactionManager(owner));
    }

    /** The bounds within which two people change a limit; these and no others. */
    void bound(Collection<Policy> policies) {
        whole.executeWithoutResult(status -> {
            jdbc.sql("lock table reference.policy_bound in share row exclusive mode")
                    .update();
            jdbc.sql("delete from reference.policy_bound").update();
            policies.forEach(one -> jdbc.sql(
                            "insert into reference.policy_bound (key, least, most) values (:key, :least, :most)")
                    .param("key", one.key())
                    .param("least", one.least())
                    .param("most", one.most())
                    .update());
        });
    }

    /** These and no others. */
    void replace(Map<String, Integer> limits) {
        whole.executeWithoutResult(status -> {
            jdbc.sql("lock table reference.limit_in_force in share row exclusive mode")
                    .update();
            jdbc.sql("delete from reference.limit_in_force").update();
            limits.forEach(
                    (key, value) -> jdbc.sql("insert into reference.limit_in_force (key, value) values (:key, :value)")
                            .param("key", key)
                            .param("value", value)
                            .update());
        });
    }
}
