/** Accounts of people, with contracts, roles and lost keys; structures and deputies; and who is made with a new house. */
@ApplicationModule(
        id = "people",
        allowedDependencies = {"access", "database", "decisions", "forms", "reference", "signin", "vault", "web"})
@NullMarked
package org.akoma.ground.people;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
