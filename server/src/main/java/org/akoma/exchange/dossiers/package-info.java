/** A child's record as it goes along in a package to another house: what is in it, what is left out of it, and how people read it. */
@ApplicationModule(
        id = "dossiers",
        allowedDependencies = {
            "access",
            "alerts",
            "assessment",
            "cases",
            "consent",
            "handover",
            "identity",
            "pages",
            "placement",
            "record",
            "reference",
            "schooling",
            "wellbeing"
        })
@NullMarked
package org.akoma.exchange.dossiers;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
