/** Suspects of an operation, charges and what became of them, as the police see them. */
@ApplicationModule(
        id = "suspects",
        allowedDependencies = {"access", "journal", "operations", "pages", "reference", "vault", "web"})
@NullMarked
package org.akoma.enforcement.suspects;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
