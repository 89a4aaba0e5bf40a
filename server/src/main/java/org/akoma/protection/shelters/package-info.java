/** Shelters, who keeps them, their places, and who sleeps there tonight. */
@ApplicationModule(
        id = "shelters",
        allowedDependencies = {"access", "cases", "database", "decisions", "journal", "pages", "vault", "web"})
@NullMarked
package org.akoma.protection.shelters;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
