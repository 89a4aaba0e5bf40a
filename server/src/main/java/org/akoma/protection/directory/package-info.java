/** The directory of structures, with services, region and focal point; each structure's own people keep its entry. */
@ApplicationModule(
        id = "directory",
        allowedDependencies = {
            "access",
            "agreements",
            "cases",
            "decisions",
            "forms",
            "pages",
            "reference",
            "search",
            "web"
        })
@NullMarked
package org.akoma.protection.directory;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
