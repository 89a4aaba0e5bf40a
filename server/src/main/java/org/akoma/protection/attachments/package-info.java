/** Photographs of documents, certificates, drawings and voice on a child's file, sealed under its key. */
@ApplicationModule(
        id = "attachments",
        allowedDependencies = {
            "access",
            "cases",
            "consent",
            "database",
            "decisions",
            "forms",
            "identity",
            "journal",
            "overview",
            "pages",
            "reference",
            "referrals",
            "vault",
            "web"
        })
@NullMarked
package org.akoma.protection.attachments;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
