/** Suspects of an operation, what became of them, the victims they are linked to, and references to evidence. */
@ApplicationModule(
        id = "suspects",
        allowedDependencies = {"access", "forms", "journal", "operations", "pages", "reference", "vault", "web"})
@NullMarked
package org.akoma.enforcement.suspects;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
