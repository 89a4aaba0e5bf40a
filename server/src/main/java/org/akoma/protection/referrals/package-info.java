/** Referrals: what one structure asks of another for a child, and its answer. */
@ApplicationModule(
        id = "referrals",
        allowedDependencies = {
            "access",
            "agreements",
            "cases",
            "consent",
            "decisions",
            "directory",
            "forms",
            "homecoming",
            "journal",
            "overview",
            "pages",
            "reference",
            "search",
            "vault",
            "web"
        })
@NullMarked
package org.akoma.protection.referrals;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
