/** Lists of files, and the search for one by its code or a name. */
@ApplicationModule(
        id = "caseload",
        allowedDependencies = {
            "access",
            "cases",
            "database",
            "forms",
            "identity",
            "journal",
            "pages",
            "reference",
            "search",
            "vault",
            "web"
        })
@NullMarked
package org.akoma.protection.caseload;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
