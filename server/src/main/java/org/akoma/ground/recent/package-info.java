/** Asks who has a second factor for it again, once in a while, before what is masked is shown. */
@ApplicationModule(
        id = "recent",
        allowedDependencies = {"access", "forms", "signin", "web"})
@NullMarked
package org.akoma.ground.recent;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
