/** Import and export in the HTCDS format of IOM. */
@ApplicationModule(
        id = "htcds",
        allowedDependencies = {
            "access",
            "cases",
            "consent",
            "database",
            "emergencies",
            "identity",
            "journal",
            "overview",
            "pages",
            "people",
            "record",
            "reference",
            "registration",
            "spreadsheets",
            "vault",
            "web"
        })
@NullMarked
package org.akoma.exchange.htcds;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
