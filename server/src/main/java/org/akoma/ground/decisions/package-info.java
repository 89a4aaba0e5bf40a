/** Decisions of two people: what is proposed, who may decide it, and the verdict. */
@ApplicationModule(
        id = "decisions",
        allowedDependencies = {"access", "database", "forms", "signin", "vault", "web"})
@NullMarked
package org.akoma.ground.decisions;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
