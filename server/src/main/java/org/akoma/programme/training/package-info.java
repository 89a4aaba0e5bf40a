/** The training of police and social workers together: sessions, results, certificates, field checklists. About staff, never about a child. */
@ApplicationModule(
        id = "training",
        allowedDependencies = {
            "access",
            "database",
            "decisions",
            "forms",
            "journal",
            "pages",
            "paper",
            "reference",
            "search",
            "spreadsheets",
            "vault",
            "web"
        })
@NullMarked
package org.akoma.programme.training;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
