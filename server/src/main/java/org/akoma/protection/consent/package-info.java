/** What the child and the guardian agreed to, refused, or took back (requirements.md 2.6). */
@ApplicationModule(
        id = "consent",
        allowedDependencies = {
            "access",
            "cases",
            "database",
            "decisions",
            "forms",
            "identity",
            "journal",
            "pages",
            "reference",
            "vault",
            "web"
        })
@NullMarked
package org.akoma.protection.consent;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
