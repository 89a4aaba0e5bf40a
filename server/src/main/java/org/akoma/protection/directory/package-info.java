/** The directory of structures and services. */
@ApplicationModule(
        id = "directory",
        allowedDependencies = {"access", "cases", "pages", "reference", "web"})
@NullMarked
package org.akoma.protection.directory;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
