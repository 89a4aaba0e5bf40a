/** The database: its process, its logins, its migrations. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package org.akoma.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
