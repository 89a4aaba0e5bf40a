/**
 * What does not change from file to file: code lists, policy values, laws, places. Read from the jar; only changed limits lie in the database.
 */
@ApplicationModule(
        id = "reference",
        allowedDependencies = {"database"})
@NullMarked
package org.akoma.ground.reference;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
