/** Documents computed from the rooms: the report of an evaluation and the month for donors, made as jobs, as PDF and DOCX. Nothing here leads to a child. */
@ApplicationModule(
        id = "reports",
        allowedDependencies = {
            "access",
            "charts",
            "database",
            "decisions",
            "evaluation",
            "fieldwork",
            "findings",
            "forms",
            "indicators",
            "journal",
            "pages",
            "paper",
            "publication",
            "reference",
            "samples",
            "search",
            "training",
            "vault",
            "web",
            "workshops"
        })
@NullMarked
package org.akoma.programme.reports;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
