/** Closing a file and opening it again. */
@ApplicationModule(
        id = "closure",
        allowedDependencies = {
            "access",
            "assessment",
            "cases",
            "database",
            "decisions",
            "forms",
            "identity",
            "journal",
            "pages",
            "placement",
            "reference",
            "signals",
            "vault",
            "web"
        })
@NullMarked
package org.akoma.protection.closure;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
