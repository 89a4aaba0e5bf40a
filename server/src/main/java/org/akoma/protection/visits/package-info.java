/** Visits and their calendar, so that no child is forgotten. */
@ApplicationModule(
        id = "visits",
        allowedDependencies = {
            "access",
            "assistance",
            "cases",
            "closure",
            "forms",
            "identity",
            "journal",
            "overview",
            "pages",
            "placement",
            "reference",
            "vault",
            "web"
        })
@NullMarked
package org.akoma.protection.visits;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
