/** Files in and out: scenarios, HTCDS workbooks and CSV. Reads what others wrote as material to judge, never as something to trust. */
@ApplicationModule(
        allowedDependencies = {
            "access",
            "assistance",
            "attachments",
            "cases",
            "database",
            "followup",
            "journal",
            "operations",
            "pages",
            "reference",
            "referrals",
            "slips",
            "vault"
        })
@NullMarked
package org.akoma.exchange;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
