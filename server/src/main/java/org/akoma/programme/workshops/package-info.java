/** Workshops of a mission: who was invited and came, by category, sessions, priorities and minutes. Journalists and beneficiaries are never in one session. */
@ApplicationModule(
        id = "workshops",
        allowedDependencies = {
            "access",
            "database",
            "evaluation",
            "findings",
            "forms",
            "pages",
            "search",
            "spreadsheets",
            "vault",
            "web"
        })
@NullMarked
package org.akoma.programme.workshops;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
