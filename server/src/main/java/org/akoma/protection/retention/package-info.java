/** How long a child's file is kept, legal holds, and its erasure by two people, with what is left of it. */
@ApplicationModule(
        id = "retention",
        allowedDependencies = {
            "access",
            "cases",
            "database",
            "decisions",
            "forms",
            "journal",
            "pages",
            "paper",
            "reference",
            "vault",
            "web"
        })
@NullMarked
package org.akoma.protection.retention;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
