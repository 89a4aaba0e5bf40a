/** Conversations between structures about a child, and case conferences. */
@ApplicationModule(
        id = "messages",
        allowedDependencies = {
            "access",
            "cases",
            "database",
            "forms",
            "journal",
            "pages",
            "reference",
            "referrals",
            "vault",
            "web"
        })
@NullMarked
package org.akoma.protection.messages;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
