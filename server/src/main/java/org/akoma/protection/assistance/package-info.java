/** Services on a child's file: what is planned, who provides it, and whether it was given. */
@ApplicationModule(
        id = "assistance",
        allowedDependencies = {
            "access",
            "assessment",
            "cases",
            "consent",
            "forms",
            "journal",
            "pages",
            "reference",
            "shelters",
            "vault",
            "web"
        })
@NullMarked
package org.akoma.protection.assistance;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
