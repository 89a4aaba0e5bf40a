/** A registration that comes with all its parts at once, alone or in bulk. */
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
