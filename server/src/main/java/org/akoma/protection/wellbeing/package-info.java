/** The Child Status Index, the risk of being trafficked again, children of whom nothing was recorded for long, and a child's path over time. */
@ApplicationModule(
        id = "wellbeing",
        allowedDependencies = {
            "access",
            "assessment",
            "cases",
            "closure",
            "forms",
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
