/** Registers files together with their first visits, one or many in one request. */
@ApplicationModule(
        id = "intake",
        allowedDependencies = {
            "access",
            "assessment",
            "cases",
            "consent",
            "forms",
            "identity",
            "reference",
            "registration",
            "visits",
            "web"
        })
@NullMarked
package org.akoma.protection.intake;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
