/** School and apprenticeship: enrolments, attendance, fees. */
@ApplicationModule(
        id = "schooling",
        allowedDependencies = {
            "access",
            "agreements",
            "cases",
            "closure",
            "consent",
            "database",
            "forms",
            "journal",
            "overview",
            "pages",
            "reference",
            "vault",
            "web"
        })
@NullMarked
package org.akoma.protection.schooling;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
