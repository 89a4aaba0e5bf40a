package org.akoma.ground.database;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * The owner of the tables ({@link Compartment#MIGRATOR}): for what is made at a start, and for commands of the operator. A serving application
 * forgets its password and its connections once it is open, so that nothing that runs in it can become the owner.
 */
@Component
public final class Owner implements DisposableBean {

    private static final int MOST_CONNECTIONS = 6;

    private final DatabaseAddress address;
    private @Nullable HikariDataSource pool;

    Owner(DatabaseAddress address) {
        this.address = address;
    }

    /** False in an application that serves already, and on a host that is a guest of a house that exists. */
    public boolean isHere() {
        return address.passwords().containsKey(Compartment.MIGRATOR);
    }

    /**
     * The owner's connections: opened as they are asked for, and ended ten seconds after their last use.
     *
     * @throws IllegalArgumentException when the password was forgotten
     */
    public synchronized DataSource source() {
        if (pool == null) pool = connections(address);
        return pool;
    }

    /** From now on nobody becomes the owner in this process. */
    public void forget() {
        address.forget(Compartment.MIGRATOR);
        destroy();
    }

    @Override
    public synchronized void destroy() {
        if (pool != null) pool.close();
        pool = null;
    }

    private static HikariDataSource connections(DatabaseAddress address) {
        HikariDataSource pool = Databases.Pools.pool(address, Compartment.MIGRATOR);
        pool.setMaximumPoolSize(MOST_CONNECTIONS);
        pool.setMinimumIdle(0);
        pool.setIdleTimeout(Duration.ofSeconds(10).toMillis());
        return pool;
    }
}
