/** Alerts: what happened to a child, who must act by when, and what was done. */
@ApplicationModule(
        id = "alerts",
        allowedDependencies = {
            "access",
            "cases",
            "closure",
            "database",
            "decisions",
            "directory",
            "forms",
            "identity",
            "journal",
            "overview",
            "pages",
            "people",
            "placement",
            "record",
            "reference",
            "safeguarding",
            "vault",
            "visits",
            "web",
            "wellbeing"
        })
@NullMarked
package org.akoma.protection.alerts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
