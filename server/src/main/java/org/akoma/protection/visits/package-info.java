/** Visits to a child: planned by the calendar or a person, made, missed, corrected and reviewed; and what the child says of them. */
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
