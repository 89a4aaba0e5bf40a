/** The bell: what each person must hear of, in the browser and as data. */
@ApplicationModule(
        id = "notices",
        allowedDependencies = {"access", "database", "decisions", "forms", "journal", "pages", "vault", "web"})
@NullMarked
package org.akoma.ground.notices;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
