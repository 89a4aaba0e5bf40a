/** Tracing of the family and the return home, across borders too. */
@ApplicationModule(
        id = "homecoming",
        allowedDependencies = {
            "access",
            "assessment",
            "cases",
            "consent",
            "database",
            "decisions",
            "forms",
            "identity",
            "pages",
            "placement",
            "reference",
            "vault",
            "web"
        })
@NullMarked
package org.akoma.protection.homecoming;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
