/** What does not change from file to file: code lists, policy values, laws, places. Read from the jar; only limits that the house has changed lie in the database. */
@ApplicationModule(allowedDependencies = "database")
@NullMarked
package org.akoma.reference;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
