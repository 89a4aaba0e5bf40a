/** What is kept of the child's past and health: exploitation, status as a victim, medical findings, notes, and what a shelter writes of a stay. */
@ApplicationModule(
        id = "record",
        allowedDependencies = {
            "access",
            "cases",
            "database",
            "forms",
            "identity",
            "journal",
            "pages",
            "placement",
            "reference",
            "vault",
            "web"
        })
@NullMarked
package org.akoma.protection.record;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
