/** Emergency access to a file and its review, and lists of identified children that two people release. */
@ApplicationModule(
        id = "emergencies",
        allowedDependencies = {"access", "database", "decisions", "forms", "people", "vault", "web"})
@NullMarked
package org.akoma.ground.emergencies;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
