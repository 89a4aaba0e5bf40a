/** What happened, so that no one can rewrite it: a hash chain per file, and signed roots over all chains. */
@ApplicationModule(
        id = "journal",
        allowedDependencies = {"access", "database", "decisions", "emergencies", "signin", "vault", "web"})
@NullMarked
package org.akoma.ground.journal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
