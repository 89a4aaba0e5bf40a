/** What the police ask about the child of a file, what is given to them and what the child is told; and the offences that care reports to them. */
@ApplicationModule(
        id = "police",
        allowedDependencies = {
            "access",
            "cases",
            "consent",
            "database",
            "decisions",
            "directory",
            "disclosure",
            "forms",
            "identity",
            "journal",
            "pages",
            "paper",
            "record",
            "signin",
            "vault",
            "web"
        })
@NullMarked
package org.akoma.protection.police;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
