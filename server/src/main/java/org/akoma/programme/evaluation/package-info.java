/** Missions that evaluate the project: terms, criteria by version, questions, schedule, team and ratings. Nothing here leads to a child. */
@ApplicationModule(
        id = "evaluation",
        allowedDependencies = {
            "access",
            "database",
            "decisions",
            "forms",
            "pages",
            "reference",
            "search",
            "vault",
            "web"
        })
@NullMarked
package org.akoma.programme.evaluation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
