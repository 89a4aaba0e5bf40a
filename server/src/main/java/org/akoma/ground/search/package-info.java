/** The one search box: each room finds its own, and what was typed is kept sealed for its session instead of in an address. */
@ApplicationModule(
        id = "search",
        allowedDependencies = {"access", "database", "pages", "people", "vault", "web"})
@NullMarked
package org.akoma.ground.search;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
