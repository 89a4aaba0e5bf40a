/** Files that are handed over to the authorities that go on with the children, and who answers for each child from when on. */
@ApplicationModule(
        id = "handover",
        allowedDependencies = {
            "access",
            "attachments",
            "cases",
            "consent",
            "database",
            "decisions",
            "forms",
            "journal",
            "pages",
            "reference",
            "vault",
            "web"
        })
@NullMarked
package org.akoma.protection.handover;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
