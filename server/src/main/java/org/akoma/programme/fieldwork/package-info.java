/** FieldInterviews of missions: by guides of the house, with children only under the safeguards of {@code requirements.md 6}, who are known by study codes. */
@ApplicationModule(
        id = "fieldwork",
        allowedDependencies = {
            "access",
            "database",
            "decisions",
            "evaluation",
            "forms",
            "journal",
            "pages",
            "safeguarding",
            "search",
            "vault",
            "web"
        })
@NullMarked
package org.akoma.programme.fieldwork;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
