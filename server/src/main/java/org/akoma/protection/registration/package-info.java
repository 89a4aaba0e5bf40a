/** Registering a child, or a thousand at once, and files that may be of one child. */
@ApplicationModule(
        id = "registration",
        allowedDependencies = {
            "access",
            "assessment",
            "cases",
            "consent",
            "database",
            "forms",
            "identity",
            "journal",
            "pages",
            "reference",
            "slips",
            "vault",
            "web"
        })
@NullMarked
package org.akoma.protection.registration;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
