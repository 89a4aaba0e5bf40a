/** Replays a scenario through the same acts that people use. */
@ApplicationModule(
        id = "scenario",
        allowedDependencies = {
            "access",
            "agreements",
            "alerts",
            "assessment",
            "assistance",
            "cases",
            "closure",
            "complaints",
            "consent",
            "database",
            "decisions",
            "directory",
            "evaluation",
            "fieldwork",
            "findings",
            "forms",
            "handover",
            "homecoming",
            "identity",
            "operations",
            "payments",
            "people",
            "placement",
            "record",
            "reference",
            "referrals",
            "safeguarding",
            "schooling",
            "shelters",
            "slips",
            "spreadsheets",
            "suspects",
            "training",
            "visits",
            "wellbeing",
            "workshops"
        })
@NullMarked
package org.akoma.exchange.scenario;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
