/** Assessment of risk, weighing of best interests, and the child's plan with its goals. */
@ApplicationModule(
        id = "assessment",
        allowedDependencies = {
            "access",
            "cases",
            "consent",
            "database",
            "decisions",
            "forms",
            "pages",
            "reference",
            "vault",
            "web"
        })
@NullMarked
package org.akoma.protection.assessment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
