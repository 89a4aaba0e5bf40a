package org.akoma.database;

import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.stereotype.Component;

/**
 * The owner of the tables ({@link Compartment#MIGRATOR}): for what is made at a start, and for commands of the operator. A serving application
 * forgets its password once it is open, so that nothing that runs in it can become the owner.
 */
@Component
public final class Owner {

    private final DatabaseAddress address;

    Owner(DatabaseAddress address) {
        this.address = address;
    }

    /** False in an application that serves already, and on a host that is a guest of a house that exists. */
    public boolean isHere() {
        return address.passwords().containsKey(Compartment.MIGRATOR);
    }

    /**
     * A connection for each question.
     *
     * @throws IllegalArgumentException when the password was forgotten
     */
    public DataSource source() {
        return new DriverManagerDataSource(address.url(), Compartment.MIGRATOR, address.password(Compartment.MIGRATOR));
    }

    /** From now on nobody becomes the owner in this process. */
    public void forget() {
        address.forget(Compartment.MIGRATOR);
    }
}
