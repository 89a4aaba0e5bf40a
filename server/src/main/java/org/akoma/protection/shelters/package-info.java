/** Shelters: who keeps them, for whom they are, their beds and how many are taken. */
@ApplicationModule(
        id = "shelters",
        allowedDependencies = {
            "access",
            "cases",
            "database",
            "decisions",
            "forms",
            "journal",
            "pages",
            "search",
            "vault",
            "web"
        })
@NullMarked
package org.akoma.protection.shelters;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
