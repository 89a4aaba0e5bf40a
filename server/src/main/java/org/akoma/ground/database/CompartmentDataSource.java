package org.akoma.ground.database;

import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

/** Gives connections of the login of the thread's compartment ({@link CompartmentContext}). */
class CompartmentDataSource extends AbstractRoutingDataSource {

    @Override
    protected Object determineCurrentLookupKey() {
        return CompartmentContext.current();
    }
}
