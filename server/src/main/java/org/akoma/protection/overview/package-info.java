/** The first page of a file, earlier versions of its records, who works on it, who sees it, and how it goes to another worker or structure. */
@ApplicationModule(
        id = "overview",
        allowedDependencies = {
            "access",
            "assessment",
            "cases",
            "consent",
            "database",
            "decisions",
            "emergencies",
            "forms",
            "homecoming",
            "identity",
            "journal",
            "pages",
            "paper",
            "placement",
            "record",
            "reference",
            "shelters",
            "vault",
            "web"
        })
@NullMarked
package org.akoma.protection.overview;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
