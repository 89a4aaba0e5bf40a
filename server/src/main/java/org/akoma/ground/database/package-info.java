/** The database: its process, its logins, its migrations. */
@ApplicationModule(
        id = "database",
        allowedDependencies = {})
@NullMarked
package org.akoma.ground.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
