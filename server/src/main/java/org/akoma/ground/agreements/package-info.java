/** Agreements between structures on what one may send the other. */
@ApplicationModule(
        id = "agreements",
        allowedDependencies = {"access", "decisions", "forms", "pages", "people", "web"})
@NullMarked
package org.akoma.ground.agreements;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
