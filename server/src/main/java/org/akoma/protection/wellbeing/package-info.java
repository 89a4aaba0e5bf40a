/** The Child Status Index and the risk of being trafficked again. */
@ApplicationModule(
        id = "wellbeing",
        allowedDependencies = {
            "access",
            "assessment",
            "cases",
            "closure",
            "overview",
            "pages",
            "reference",
            "vault",
            "visits",
            "web"
        })
@NullMarked
package org.akoma.protection.wellbeing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
