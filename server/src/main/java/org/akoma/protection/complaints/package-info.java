/** Complaints: who reads them, what was done, and what was answered. */
@ApplicationModule(
        id = "complaints",
        allowedDependencies = {
            "access",
            "cases",
            "database",
            "forms",
            "journal",
            "pages",
            "safeguarding",
            "vault",
            "web"
        })
@NullMarked
package org.akoma.protection.complaints;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
