/**
 * The child's file and the work on it: the way in by a file, what an act answers, the frame of its pages, the changes other rooms hear of.
 * Opened when a hand-over slip is accepted, closed when care ends. Knows nothing of the police side.
 */
@ApplicationModule(
        id = "cases",
        allowedDependencies = {
            "access",
            "database",
            "decisions",
            "emergencies",
            "forms",
            "journal",
            "pages",
            "reference",
            "signin",
            "vault",
            "web"
        })
@NullMarked
package org.akoma.protection.cases;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
