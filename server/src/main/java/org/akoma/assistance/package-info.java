/** Services, payments, schooling and apprenticeship on a child's file: what was promised, by whom, and whether it came. */
@ApplicationModule(allowedDependencies = {"access", "cases", "database", "journal", "pages", "reference", "vault"})
@NullMarked
package org.akoma.assistance;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
