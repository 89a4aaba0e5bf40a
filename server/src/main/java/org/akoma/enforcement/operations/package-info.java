/**
 * The police side: rescue operations, sites, persons screened and published figures (requirements.md 1, 8.2).
 * Only the enforcement login reaches it; others get counts.
 */
@ApplicationModule(
        id = "operations",
        allowedDependencies = {
            "access",
            "database",
            "decisions",
            "forms",
            "journal",
            "pages",
            "reference",
            "search",
            "slips",
            "vault",
            "web"
        })
@NullMarked
package org.akoma.enforcement.operations;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
