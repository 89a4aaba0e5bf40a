/**
 * Who watches over reading: what a true account reads beyond its work is found, explained by the supervisor and judged by a data protection officer;
 * incidents of data protection, from the report to the end; reviews of access; and the register of processing.
 */
@ApplicationModule(
        id = "oversight",
        allowedDependencies = {
            "access",
            "database",
            "decisions",
            "forms",
            "journal",
            "pages",
            "people",
            "reference",
            "vault",
            "web"
        })
@NullMarked
package org.akoma.ground.oversight;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
