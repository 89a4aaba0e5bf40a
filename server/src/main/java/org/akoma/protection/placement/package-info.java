/**
 * Where the child lives: homes, stays in a shelter, care orders, what a return to a family lacks, and the search for a child whose place is unknown.
 */
@ApplicationModule(
        id = "placement",
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
            "reference",
            "shelters",
            "vault",
            "web"
        })
@NullMarked
package org.akoma.protection.placement;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
