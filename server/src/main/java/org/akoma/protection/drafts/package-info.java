/** What somebody typed into a long form and has not sent: kept sealed, offered again to them alone. Above the rooms whose forms it keeps. */
@ApplicationModule(
        id = "drafts",
        allowedDependencies = {"access", "cases", "database", "forms", "pages", "reference", "signin", "vault", "web"})
@NullMarked
package org.akoma.protection.drafts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
