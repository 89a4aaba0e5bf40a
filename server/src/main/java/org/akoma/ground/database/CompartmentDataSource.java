package org.akoma.ground.database;

import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

/** Hands out connections of the login that {@link Door} names. */
class CompartmentDataSource extends AbstractRoutingDataSource {

    @Override
    protected Object determineCurrentLookupKey() {
        return Door.current();
    }
}
