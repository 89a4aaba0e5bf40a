/** Structures, people, their roles and accounts. */
@ApplicationModule(
        id = "people",
        allowedDependencies = {"access", "database", "decisions", "signin", "web"})
@NullMarked
package org.akoma.ground.people;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
