/** Files that leave: who may ask for one, who agrees, in which formats. */
@ApplicationModule(
        id = "exports",
        allowedDependencies = {
            "access",
            "cases",
            "database",
            "decisions",
            "emergencies",
            "forms",
            "htcds",
            "journal",
            "overview",
            "pages",
            "people",
            "reference",
            "signin",
            "vault",
            "web"
        })
@NullMarked
package org.akoma.exchange.exports;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
