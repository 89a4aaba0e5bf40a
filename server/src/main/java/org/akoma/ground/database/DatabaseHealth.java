package org.akoma.ground.database;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** UP when the database answers the login that everyone signs in through. */
@Component
class DatabaseHealth extends AbstractHealthIndicator {

    private final JdbcClient jdbc;

    DatabaseHealth(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        try {
            CompartmentContext.through(
                    Compartment.ADMINISTRATION,
                    () -> jdbc.sql("SELECT 1").query(Integer.class).single());
            builder.up();
        } catch (DataAccessException away) {
            builder.down(); // without the exception: a probe asks every few seconds, the log need not say why each time
        }
    }
}
