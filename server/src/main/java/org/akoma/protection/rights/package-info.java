/** What a child, or who answers for it, may ask of what is held about the child: to be told of it, as a paper of which two people agreed that it leaves. */
@ApplicationModule(
        id = "rights",
        allowedDependencies = {
            "access",
            "alerts",
            "assessment",
            "assistance",
            "cases",
            "consent",
            "database",
            "decisions",
            "forms",
            "identity",
            "journal",
            "pages",
            "paper",
            "payments",
            "placement",
            "record",
            "reference",
            "retention",
            "schooling",
            "signin",
            "vault",
            "visits",
            "web"
        })
@NullMarked
package org.akoma.protection.rights;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
