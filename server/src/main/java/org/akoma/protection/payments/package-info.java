/** Money of the assistance: what was asked for, approved, paid, and attested by a witness. */
@ApplicationModule(
        id = "payments",
        allowedDependencies = {
            "access",
            "assistance",
            "cases",
            "consent",
            "decisions",
            "forms",
            "identity",
            "journal",
            "pages",
            "reference",
            "search",
            "vault",
            "web"
        })
@NullMarked
package org.akoma.protection.payments;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
