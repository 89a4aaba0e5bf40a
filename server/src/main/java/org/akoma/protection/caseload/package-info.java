/** Lists of files and search. */
@ApplicationModule(
        id = "caseload",
        allowedDependencies = {
            "access",
            "cases",
            "database",
            "identity",
            "journal",
            "pages",
            "reference",
            "vault",
            "web"
        })
@NullMarked
package org.akoma.protection.caseload;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
