/** Opening a file, and who its child is: identity and its verification, age, family, guardians, corrections of a registration. */
@ApplicationModule(
        id = "identity",
        allowedDependencies = {
            "access",
            "cases",
            "database",
            "decisions",
            "forms",
            "journal",
            "pages",
            "reference",
            "slips",
            "vault",
            "web"
        })
@NullMarked
package org.akoma.protection.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
