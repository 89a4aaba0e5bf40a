/** Where the child lives: placements, stays in a shelter, care orders, children missing from their place. */
@ApplicationModule(
        id = "placement",
        allowedDependencies = {
            "access",
            "cases",
            "consent",
            "database",
            "decisions",
            "identity",
            "pages",
            "reference",
            "shelters",
            "vault",
            "web"
        })
@NullMarked
package org.akoma.protection.placement;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
