/** The project as an activity file of IATI 2.03: what is said of it, confirmed by two people, and its public figures. */
@ApplicationModule(
        id = "iati",
        allowedDependencies = {
            "access",
            "decisions",
            "evaluation",
            "exports",
            "forms",
            "indicators",
            "journal",
            "pages",
            "publication",
            "reference",
            "web"
        })
@NullMarked
package org.akoma.exchange.iati;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
