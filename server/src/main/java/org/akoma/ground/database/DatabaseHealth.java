package org.akoma.ground.database;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** UP when the database answers the login that everyone signs in through; DISK_FULL (503) when it answered and could not write, a moment ago. */
@Component
class DatabaseHealth extends AbstractHealthIndicator {

    static final Status FULL = new Status("DISK_FULL");

    private final JdbcClient jdbc;
    private final DiskWatch disk;

    DatabaseHealth(JdbcClient jdbc, DiskWatch disk) {
        this.jdbc = jdbc;
        this.disk = disk;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        try {
            CompartmentContext.through(
                    Compartment.ADMINISTRATION,
                    () -> jdbc.sql("SELECT 1").query(Integer.class).single());
            builder.status(disk.isFull() ? FULL : Status.UP);
        } catch (DataAccessException away) {
            builder.down(); // without the exception: a probe asks every few seconds, the log need not say why each time
        }
    }
}
