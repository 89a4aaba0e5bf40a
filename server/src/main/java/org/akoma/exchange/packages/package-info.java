/** Encrypted packages by which a file is handed over to an authority with a house or a system of its own, the receipts for them, and partners' keys. */
@ApplicationModule(
        id = "packages",
        allowedDependencies = {
            "access",
            "cases",
            "database",
            "decisions",
            "dossiers",
            "forms",
            "handover",
            "htcds",
            "identity",
            "journal",
            "overview",
            "pages",
            "paper",
            "people",
            "record",
            "reference",
            "registration",
            "signin",
            "spreadsheets",
            "vault",
            "web"
        })
@NullMarked
package org.akoma.exchange.packages;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
